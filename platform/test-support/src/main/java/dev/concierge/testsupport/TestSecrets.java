package dev.concierge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** The secrets of contracts/README.md, one file each; worth nothing outside a test. */
final class TestSecrets {
    private static final List<String> CLIENTS = List.of(
            "app",
            "cli",
            "gateway",
            "user-service",
            "event-service",
            "journey-service",
            "resource-service",
            "notification-hub",
            "dorathy-search",
            "concierge-service",
            "datemaker");
    private static final int KEY_BYTES = 32;

    private TestSecrets() {}

    static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String client : CLIENTS) {
                Files.writeString(folder.resolve("client-secret-" + client), client + "-secret");
            }
            Files.writeString(folder.resolve("operator-password"), "operator-password");
            Files.writeString(folder.resolve("signing-key"), Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
