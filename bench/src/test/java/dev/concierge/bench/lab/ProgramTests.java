package dev.concierge.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTests {
    @TempDir
    private Path folder;

    @Test
    void isLookedForOnThePathAndInFurtherFolders() throws Exception {
        String name = "some-program-of-this-test";
        Path program = Files.createFile(folder.resolve(name));
        assertThat(Program.installed(name, folder.toString()))
                .as("not executable")
                .isEmpty();

        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(Program.installed(name, folder.toString())).contains(program);
        assertThat(Program.installed(name)).isEmpty();
        assertThat(Program.installed("sh")).isPresent();
    }

    @Test
    void whatEndsBadlySaysWhereItsLogIs() throws Exception {
        Path log = folder.resolve("log");

        assertThatThrownBy(() -> run(log, "echo told; exit 3"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3 in place of 0: see " + log);

        assertThat(log).hasContent("told");
    }

    @Test
    void runsInItsFolderWithItsEnvironment() throws Exception {
        Path log = folder.resolve("log");

        run(log, "test \"$(pwd -P)\" = \"$EXPECTED\"");

        assertThat(log).isEmptyFile();
    }

    private void run(Path log, String script) throws IOException, InterruptedException {
        String expected = folder.toRealPath().toString();
        Program.run(folder, Map.of("EXPECTED", expected), log, "sh", "-c", script);
    }
}
