package dev.concierge.platform.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.concierge.platform.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good key set on disk, so that a restart does not need the issuer. Losing it costs one fetch. */
final class KeyFile {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final StateFile file;

    KeyFile(Path directory) {
        this.file = new StateFile(directory, "issuer-keys.json");
    }

    @Nullable
    JWKSet read() {
        try {
            String text = file.read().orElse(null);
            return text == null ? null : JWKSet.parse(text);
        } catch (IOException | ParseException unreadable) {
            log.warn("{} is not a key set; it is written anew after the next fetch", file, unreadable);
            return null;
        }
    }

    void write(JWKSet keys) {
        try {
            file.write(keys.toString(true));
        } catch (IOException readOnly) {
            log.warn("{} cannot be written; a restart while the issuer is down will refuse tokens", file, readOnly);
        }
    }
}
