package dev.concierge.bench.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.bench.oncall.Mix.Numbered;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.Test;

class SteadyRequestsTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final CountDownLatch severalAreCut = new CountDownLatch(3);

    /** A client that sent it again would get its answer, and nobody would hear of the connection. */
    @Test
    void aKeptConnectionThatEndsUnderAGetIsAFailureThatIsNotMadeGood() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SteadyRequests requests = new SteadyRequests(_ -> get(server.getLocalPort()), 50, Duration.ZERO)) {
            Thread.ofVirtual().start(() -> serve(server));
            Thread client = Thread.ofVirtual().start(requests::run);

            assertThat(severalAreCut.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            requests.end();

            assertThat(client.join(PATIENCE)).isTrue();
            assertThat(requests.failed()).isEqualTo(cut.get());
            assertThat(heard).hasValue(requests.sent());
        }
    }

    private static Numbered get(int port) {
        return new Numbered(
                "GET /",
                ClassicRequestBuilder.get("http://127.0.0.1:" + port + "/").build());
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> answerTheFirst(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** And end with the second unanswered. */
    private void answerTheFirst(Socket connection) {
        try (connection;
                BufferedReader requests = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            if (hears(requests)) {
                connection.getOutputStream().write(ANSWER);
            }
            if (hears(requests)) {
                cut.incrementAndGet();
                severalAreCut.countDown();
            }
        } catch (IOException gone) {
            // its client has ended
        }
    }

    /** Whether a whole one came. */
    private boolean hears(BufferedReader requests) throws IOException {
        String line = requests.readLine();
        while (line != null && !line.isEmpty()) {
            line = requests.readLine();
        }
        if (line != null) {
            heard.incrementAndGet();
        }
        return line != null;
    }
}
