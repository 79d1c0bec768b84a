package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTests {
    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @TempDir
    Path directory;

    @Test
    void findsTheProcessItNames() {
        Path file = directory.resolve("process");
        self.write(file);

        assertThat(ProcessIdentity.read(file)).contains(self);
        assertThat(self.running()).contains(ProcessHandle.current());
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSamePidForIt() {
        ProcessIdentity earlier =
                new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofHours(1)));

        assertThat(earlier.running()).isEmpty();
    }

    @Test
    void isAbsentWhereNothingOrHalfALineWasWritten() throws IOException {
        Path file = directory.resolve("process");
        assertThat(ProcessIdentity.read(file)).isEmpty();

        Files.writeString(file, "4711 2026-");
        assertThat(ProcessIdentity.read(file)).isEmpty();
    }
}
