package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTests {
    @Test
    void readsTheProportionalSetSize(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("42"));
        Files.writeString(proc.resolve("42").resolve("smaps_rollup"), """
                55d8-7ffe ---p 00000000 00:00 0                          [rollup]
                Rss:               12345 kB
                Pss:                2048 kB
                Pss_Anon:           1024 kB
                """);

        assertThat(Memory.rollup(proc, 42)).hasValue(2048L * 1024);
        assertThat(Memory.rollup(proc, 43)).isEmpty();
    }

    @Test
    void knowsWhatThisProcessTakes() {
        assertThat(Memory.pss(ProcessHandle.current())).isGreaterThan(10L << 20);
        assertThat(Memory.available()).isPositive();
    }
}
