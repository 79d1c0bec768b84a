package dev.concierge.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.check.Finding.Broken;
import dev.concierge.localstack.check.Finding.Doubtful;
import dev.concierge.localstack.check.Finding.Fine;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTests {
    @Test
    void wantsAJdk25() {
        assertThat(MachineChecks.java(25)).isEqualTo(new Fine("JDK 25"));
        assertThat(MachineChecks.java(21))
                .isEqualTo(new Broken("JDK 21 (expected: 25 or newer)", "point JAVA_HOME at a JDK 25"));
    }

    @Test
    void knowsWhereItRuns() {
        assertThat(MachineChecks.system("Linux", "aarch64")).isInstanceOf(Fine.class);
        assertThat(MachineChecks.system("Mac OS X", "aarch64")).isInstanceOf(Doubtful.class);
        assertThat(MachineChecks.system("Windows 11", "amd64")).isInstanceOf(Broken.class);
        assertThat(MachineChecks.system("Linux", "riscv64")).isInstanceOf(Broken.class);
    }

    @Test
    void doubtsBeforeItRefusesForMemory() {
        assertThat(MemoryCheck.judge(8L << 30)).isEqualTo(new Fine("memory: 8.0 GB available"));
        assertThat(MemoryCheck.judge(3L << 30)).isInstanceOf(Doubtful.class);
        assertThat(MemoryCheck.judge(1L << 30))
                .isEqualTo(new Broken(
                        "memory: 1.0 GB available (expected: 3.5 GB)",
                        "close programs, or give the machine or container more memory"));
    }

    @Test
    void doubtsBeforeItRefusesForSpace() {
        assertThat(FolderChecks.judgeSpace(10L << 30)).isInstanceOf(Fine.class);
        assertThat(FolderChecks.judgeSpace(2L << 30)).isInstanceOf(Doubtful.class);
        assertThat(FolderChecks.judgeSpace(1L << 20)).isInstanceOf(Broken.class);
    }

    @Test
    void explainsAHalfWrittenDataFolder(@TempDir Path root) throws IOException {
        Home home = new Home(root);
        Files.createDirectories(home.infrastructure("postgres").resolve("data"));

        assertThat(FolderChecks.look(home))
                .filteredOn(Broken.class::isInstance)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.detail()).endsWith("is damaged (expected: PG_VERSION)");
                    assertThat(((Broken) finding).remedy()).contains("./concierge reset");
                });
    }

    @Test
    void explainsAFolderThatCannotBeWritten(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve(".concierge"), "a file where the folder belongs");

        assertThat(FolderChecks.look(new Home(root)))
                .singleElement()
                .extracting(Finding::detail)
                .asString()
                .contains("is not writable");
    }
}
