package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTests {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitsUntilNobodyHoldsTheProgramOpen() throws Exception {
        Path program = Files.copy(Path.of("/bin/true"), folder.resolve("program"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        CompletableFuture<ChildProcess> started;
        try (OutputStream writer = Files.newOutputStream(program, StandardOpenOption.APPEND)) {
            assertThatThrownBy(() -> new ProcessBuilder(program.toString()).start())
                    .hasMessageContaining("Text file busy");
            started = CompletableFuture.supplyAsync(() -> start(program));
            assertThat(started).isNotDone();
        }

        assertThat(started.join().handle().onExit().join()).isNotNull();
    }

    @Test
    void saysAtOnceWhatIsNotThere() {
        assertThatThrownBy(() -> ChildProcess.start(List.of(folder + "/nothing"), folder.resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file");
    }

    private ChildProcess start(Path program) {
        try {
            return ChildProcess.start(List.of(program.toString()), folder.resolve("log"));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
