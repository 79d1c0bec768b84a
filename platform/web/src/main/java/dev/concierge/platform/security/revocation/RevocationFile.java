package dev.concierge.platform.security.revocation;

import dev.concierge.platform.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The list on disk, so that what was revoked stays revoked over a restart while the issuer is down. */
final class RevocationFile {
    private static final Logger log = LoggerFactory.getLogger(RevocationFile.class);
    private static final TypeReference<List<Revocation>> LIST = new TypeReference<>() {};

    private final StateFile file;

    RevocationFile(Path directory) {
        this.file = new StateFile(directory, "revoked-tokens.json");
    }

    List<Revocation> read() {
        try {
            String text = file.read().orElse("[]");
            return JsonMapper.shared().readValue(text, LIST);
        } catch (IOException | JacksonException unreadable) {
            log.warn("{} is no list of revoked tokens; it is written anew with the next one", file, unreadable);
            return List.of();
        }
    }

    void write(List<Revocation> revoked) {
        try {
            file.write(JsonMapper.shared().writeValueAsString(revoked));
        } catch (IOException readOnly) {
            log.warn(
                    "{} cannot be written; after a restart while the issuer is down revoked tokens count again",
                    file,
                    readOnly);
        }
    }
}
