package dev.concierge.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.search.engine.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillFlowTests {
    /** Each is the start of a JVM; {@code -Dsearch.kills=100} for as many moments as one has time for. */
    private static final int KILLS = Integer.getInteger("search.kills", 4);

    @TempDir
    private Path folder;

    /** What was committed is there with its position, whole, and what came after it is read again; nothing is there twice. */
    @Test
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
                assertThat(shelf.find("number" + next)).doesNotContain("" + next);
            }
        }
        assertThat(told).isPositive();
    }

    /** @return the last position that the process had committed for certain */
    private long killedAfter(int commits, int moreMilliseconds) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWhileIndexing.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        assertThat(process.isAlive())
                                .as("it goes on until it is killed")
                                .isTrue();
                        return Files.readAllLines(said).size() >= commits;
                    });
            // somewhere between two commits, or within one
            boolean _ = process.waitFor(moreMilliseconds, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(said);
        // a last line may be half
        return text.substring(0, text.lastIndexOf('\n'))
                .lines()
                .mapToLong(Long::parseLong)
                .max()
                .orElseThrow();
    }
}
