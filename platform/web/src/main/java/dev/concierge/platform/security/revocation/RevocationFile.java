package dev.concierge.platform.security.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    private final Path file;

    RevocationFile(Path directory) {
        this.file = directory.resolve("revoked-tokens.json");
    }

    List<Revocation> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return JsonMapper.shared().readValue(Files.readString(file), LIST);
        } catch (IOException | JacksonException unreadable) {
            log.warn("{} is no list of revoked tokens; it is written anew with the next one", file, unreadable);
            return List.of();
        }
    }

    void write(List<Revocation> revoked) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path next = Files.createTempFile(directory, "revoked-tokens", ".next");
            Files.writeString(next, JsonMapper.shared().writeValueAsString(revoked));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException readOnly) {
            log.warn(
                    "{} cannot be written; after a restart while the issuer is down revoked tokens count again",
                    file,
                    readOnly);
        }
    }
}
