package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.concierge.gateway.FakeFleet;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestIssuer;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where an address is shut, tokens are looked at all the same, and one of an unknown key has the issuer asked. */
@FlowTest(
        properties = {
            "concierge.gateway.limit.refused-per-second=1",
            "concierge.gateway.limit.refused-burst=3",
            "concierge.gateway.route.trusted-proxies=127.0.0.0/8"
        })
class HangingKeysFlowTests extends FakeFleet {
    private static final String ABUSED = "203.0.113.7";
    private static final HangingIssuer ISSUER = new HangingIssuer();

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("concierge.token.jwk-set-uri", ISSUER::keys);
    }

    private final HttpClient abuser = HttpClient.newHttpClient();

    @AfterEach
    void goOn() {
        ISSUER.goOn();
        abuser.shutdownNow();
    }

    @AfterAll
    static void stop() {
        ISSUER.stop();
    }

    @Test
    void othersAreServedWhileATokenWaitsForTheIssuersKeys() throws Exception {
        String right = TestTokens.client("users:read");
        await().untilAsserted(() ->
                assertThat(send(request("/users/1", right)).statusCode()).isEqualTo(200));
        ISSUER.hang();
        String ofUnknownKey;
        try (TestIssuer other = TestIssuer.start()) {
            ofUnknownKey = TestTokens.token("client", "app").signedBy(other).text();
        }
        List<CompletableFuture<HttpResponse<String>>> attempts = new ArrayList<>();
        // the issuer is asked for an unknown key once a second at most
        await().until(() -> {
            shut();
            attempts.add(abuser.sendAsync(abusing(ofUnknownKey), BodyHandlers.ofString()));
            return ISSUER.isAsked();
        });

        assertThat(statusesOnConnectionsOfTheirOwn(right)).containsOnly(200);
        assertThat(attempts.getLast()).as("which waits meanwhile").isNotDone();
        ISSUER.goOn();
        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(attempt.join().statusCode()).isIn(401, 429));
    }

    private void shut() throws IOException, InterruptedException {
        int status = 0;
        while (status != 429) {
            status = send(request("/users/1", "garbage").header("X-Forwarded-For", ABUSED))
                    .statusCode();
        }
    }

    private HttpRequest abusing(String token) {
        return request("/users/1", token).header("X-Forwarded-For", ABUSED).build();
    }

    /** So many that each event loop has some of them. */
    private List<Integer> statusesOnConnectionsOfTheirOwn(String token) throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (int at = 0; at < 4 * Math.max(4, Runtime.getRuntime().availableProcessors()); at++) {
            try (HttpClient other = HttpClient.newHttpClient()) {
                HttpRequest.Builder request = request("/users/1", token).timeout(Duration.ofSeconds(10));
                statuses.add(
                        other.send(request.build(), BodyHandlers.discarding()).statusCode());
            }
        }
        return statuses;
    }

    /** Gives the keys at once or, when it hangs, a blank now and then, so that no time-out ends it. */
    private static final class HangingIssuer {
        private static final long BETWEEN_BLANKS_MILLIS = 200;

        private final byte[] keys;
        private final HttpServer server;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean hangs;

        HangingIssuer() {
            try (HttpClient http = HttpClient.newHttpClient()) {
                keys = http.send(
                                HttpRequest.newBuilder(TestIssuer.shared().jwkSetUri())
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body();
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                if (hangs) {
                    asked.countDown();
                    while (!goOn.await(BETWEEN_BLANKS_MILLIS, TimeUnit.MILLISECONDS)) {
                        body.write(' ');
                        body.flush();
                    }
                }
                body.write(keys);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        String keys() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        void hang() {
            hangs = true;
        }

        boolean isAsked() throws InterruptedException {
            return asked.await(BETWEEN_BLANKS_MILLIS, TimeUnit.MILLISECONDS);
        }

        void goOn() {
            goOn.countDown();
        }

        void stop() {
            goOn();
            server.stop(0);
        }
    }
}
