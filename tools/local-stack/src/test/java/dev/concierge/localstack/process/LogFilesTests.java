package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTests {
    private static final byte[] OVER_BOUND = ("x".repeat((10 << 20) + 1) + "\n").getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aLogThatGrewIsCutUnderItsWriter() throws IOException {
        Path log = folder.resolve("service.log");
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write(OVER_BOUND);

            LogFiles.cut(folder);
            writer.write("after\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).hasContent("after\n");
        assertThat(folder.resolve("service.log.1")).hasBinaryContent(OVER_BOUND);
    }

    @Test
    void aSmallLogIsLeftAlone() throws IOException {
        Path log = Files.writeString(folder.resolve("service.log"), "line\n");

        LogFiles.cut(folder);
        LogFiles.rotate(log);

        assertThat(folder).isDirectoryContaining(file -> file.equals(log));
        assertThat(folder.resolve("service.log.1")).doesNotExist();
    }

    @Test
    void theNextProcessStartsANewLog() throws IOException {
        Path log = Files.write(folder.resolve("service.log"), OVER_BOUND);

        LogFiles.rotate(log);

        assertThat(log).doesNotExist();
        assertThat(folder.resolve("service.log.1")).exists();
    }
}
