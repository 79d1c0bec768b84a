package dev.concierge.localstack.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTests {
    private static final String HERE = "dev.concierge.localstack.profile";

    @TempDir
    private Path folder;

    private Process busy;

    @BeforeEach
    void keepAProcessBusy() throws IOException {
        busy = new ProcessBuilder(Java.command(), "-Xmx64m", "-cp", Java.classPath(), Busy.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(busy.getInputStream().read()).as("it runs").isEqualTo('!');
    }

    @AfterEach
    void end() throws InterruptedException {
        busy.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    void whatKeepsAProcessBusyHasTheLargestShares() throws Exception {
        Recording recording = recorded();

        Shares shares = recording.shares();
        Map<String, Shares.Share> byPackage =
                shares.largest(50).stream().collect(Collectors.toMap(Shares.Share::of, Function.identity()));
        assertThat(shares.samples()).isGreaterThan(20);
        assertThat(byPackage.get(HERE)).isNotNull().satisfies(share -> {
            assertThat(share.within()).isGreaterThan(50);
            assertThat(share.own()).isGreaterThan(10);
            assertThat(share.allocated()).isGreaterThan(20);
        });
    }

    @Test
    void theFlameGraphIsOnePageThatNeedsNothingElse() throws Exception {
        Path page = folder.resolve("flames.html");

        recorded().drawFlames("busy process", page);

        assertThat(Files.readString(page))
                .contains("busy process", "RecordingTests$Busy.main")
                .doesNotContain("<script src", "<link ", "@import");
    }

    @Test
    void aProcessThatIsGoneIsSaidSo() throws Exception {
        end();
        FlightRecorder recorder = new FlightRecorder(busy.pid());

        assertThatThrownBy(() -> recorder.record(Duration.ofMillis(1), folder.resolve("none.jfr")))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("process " + busy.pid() + " cannot be recorded");
    }

    @Test
    void packagesAreToldApartByThreePartsAndOursByFour() {
        assertThat(List.of("io.netty.handler.codec.http", "java.util", "dev.concierge.gateway.limit.x", ""))
                .map(Shares::group)
                .containsExactly("io.netty.handler", "java.util", "dev.concierge.gateway.limit", "(no package)");
    }

    private Recording recorded() throws IOException, InterruptedException {
        Path file = folder.resolve("busy.jfr");
        new FlightRecorder(busy.pid()).record(Duration.ofSeconds(3), file);
        return new Recording(file);
    }

    /** Spins and allocates until it is ended. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) {
            System.out.println("!");
            long sum = 0;
            while (true) {
                sum += spin(sum);
            }
        }

        private static long spin(long seed) {
            long[] numbers = new long[1_000];
            for (int i = 0; i < 1_000_000; i++) {
                numbers[i % numbers.length] += seed ^ i;
            }
            return numbers[7];
        }
    }
}
