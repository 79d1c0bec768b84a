package dev.concierge.platform.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good key set on disk, so that a restart does not need the issuer. Losing it costs one fetch. */
final class KeyFile {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;

    KeyFile(Path directory) {
        this.file = directory.resolve("issuer-keys.json");
    }

    @Nullable
    JWKSet read() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException | ParseException unreadable) {
            log.warn("{} is not a key set; it is written anew after the next fetch", file, unreadable);
            return null;
        }
    }

    void write(JWKSet keys) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path next = Files.createTempFile(directory, "issuer-keys", ".next");
            Files.writeString(next, keys.toString(true));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException readOnly) {
            log.warn("{} cannot be written; a restart while the issuer is down will refuse tokens", file, readOnly);
        }
    }
}
