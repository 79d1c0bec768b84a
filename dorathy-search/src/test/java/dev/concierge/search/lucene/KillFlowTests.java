package dev.concierge.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KillFlowTests {
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    /** What was committed is there with its position, whole, and what came after it is read again; nothing is there twice. */
    @RepeatedTest(2)
    void aKillWhileIndexingLosesNothingThatThePositionIsBehind() throws IOException, InterruptedException {
        Random random = new Random(23);
        long told = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            told = killedAfter(1 + random.nextInt(4), random.nextInt(40));
            try (LuceneEngine engine = KilledWhileIndexing.open(folder)) {
                long next = KilledWhileIndexing.next(engine);
                assertThat(next).isGreaterThanOrEqualTo(told);
                Shelf shelf = new Shelf(engine);
                assertThat(shelf.ask(Shelf.question("sailing")).total()).isEqualTo(next);
                for (long one : new long[] {0, next / 2, next - 1}) {
                    assertThat(shelf.find("number" + one)).containsExactly("" + one);
                }
                assertThat(shelf.find("number" + next)).isEmpty();
            }
        }
        assertThat(told).isPositive();
    }

    /** @return the last position that the process had committed for certain */
    private long killedAfter(int commits, int moreMilliseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWhileIndexing.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long told = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int seen = 0; seen < commits; seen++) {
                String line = lines.readLine();
                assertThat(line).as("the process went on until it was killed").isNotNull();
                told = Long.parseLong(line);
            }
            // somewhere between two commits, or within one
            boolean _ = process.waitFor(moreMilliseconds, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told = line.isEmpty() ? told : Math.max(told, Long.parseLong(line));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }
}
