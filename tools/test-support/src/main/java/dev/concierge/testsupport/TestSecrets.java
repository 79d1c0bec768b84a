package dev.concierge.testsupport;

import dev.concierge.localstack.fleet.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The secrets of contracts/README.md, one file each; worth nothing outside a test. */
final class TestSecrets {
    private static final int KEY_BYTES = 32;

    private TestSecrets() {}

    static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String client : Secrets.CLIENTS) {
                Files.writeString(folder.resolve("client-secret-" + client), client + "-secret");
            }
            Files.writeString(folder.resolve("operator-password"), "known to tests alone");
            Files.writeString(folder.resolve("signing-key"), Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
