package dev.concierge.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTests {
    @TempDir
    private Path folder;

    @Test
    void theLinesOfAFileAreReadEachTime() throws IOException {
        SecretFiles secrets = new SecretFiles(folder, "event");
        Files.writeString(folder.resolve("event-crm"), "old\n");
        assertThat(secrets.named("crm")).containsExactly("old");

        Files.writeString(folder.resolve("event-crm"), " new \n\nold\n");
        assertThat(secrets.named("crm")).containsExactly("new", "old");
    }

    @Test
    void otherFilesAreOutOfReach() throws IOException {
        SecretFiles secrets = new SecretFiles(Files.createDirectory(folder.resolve("secrets")), "event");
        Files.writeString(folder.resolve("x"), "secret");
        Files.writeString(folder.resolve("secrets/journey-crm"), "secret");

        assertThat(secrets.named("crm")).isEmpty();
        assertThat(secrets.named("../../x")).isEmpty();
        assertThat(secrets.named("")).isEmpty();
    }
}
