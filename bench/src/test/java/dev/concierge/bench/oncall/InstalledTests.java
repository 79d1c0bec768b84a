package dev.concierge.bench.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTests {
    @TempDir
    private Path folder;

    /** A Prometheus that an earlier drill left would be asked in place of this one's. */
    @Test
    void nothingIsStartedWhereSomebodyElseAnswers() throws Exception {
        try (ServerSocket left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(left.getLocalPort()))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("port " + left.getLocalPort() + " is taken");
        }
    }

    @Test
    void whatEndsAtOnceIsNotWaitedFor() throws Exception {
        Process ended = start(freePort());

        assertThat(Installed.awaitReady(ended, () -> false)).isFalse();
    }

    private Process start(int port) throws IOException {
        return Installed.start(List.of("false"), port, folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
