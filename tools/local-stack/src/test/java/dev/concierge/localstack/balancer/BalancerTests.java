package dev.concierge.localstack.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTests {
    private final Copy first;
    private final Copy second;
    private final Balancer balancer;
    private HttpClient client = HttpClient.newHttpClient();

    BalancerTests() throws IOException {
        first = new Copy("first");
        second = new Copy("second");
        balancer = Balancer.start(0, List.of(first.port(), second.port()));
    }

    @BeforeEach
    void bothAreUsed() {
        Set<String> answered = new TreeSet<>();
        await().until(() -> {
            answered.add(askedAnew());
            return answered.size() == 2;
        });
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        balancer.close();
        first.server.stop(0);
        second.server.stop(0);
    }

    @Test
    void newConnectionsGoToWhoIsReady() throws Exception {
        first.status = 503;
        await().until(() -> List.of(askedAnew(), askedAnew(), askedAnew(), askedAnew()).stream()
                .allMatch("second"::equals));

        first.status = 200;
        second.status = 503;
        await().until(() -> List.of(askedAnew(), askedAnew(), askedAnew(), askedAnew()).stream()
                .allMatch("first"::equals));
    }

    @Test
    void aKeptConnectionStaysWhereItIs() throws Exception {
        String before = askedAnew();
        (before.equals("first") ? first : second).status = 503;
        await().until(() -> !isUsedByOthers(before));

        assertThat(asked(client)).isEqualTo(before);
    }

    @Test
    void whileNobodySaysThatItIsReadyAnybodyIsAsked() throws Exception {
        first.status = 503;
        second.status = 503;
        await().until(() -> first.refusals.get() > 1 && second.refusals.get() > 1);

        assertThat(askedAnew()).isIn("first", "second");
    }

    @Test
    void whoDoesNotListenIsPassedOverAtOnce() throws Exception {
        first.server.stop(0);

        assertThat(List.of(askedAnew(), askedAnew(), askedAnew())).containsOnly("second");
    }

    @Test
    void withoutAnyCopyTheConnectionEnds() {
        first.server.stop(0);
        second.server.stop(0);

        assertThatThrownBy(this::askedAnew).isInstanceOf(IOException.class);
    }

    private boolean isUsedByOthers(String name) throws Exception {
        try (HttpClient other = HttpClient.newHttpClient()) {
            String one = asked(other);
            try (HttpClient another = HttpClient.newHttpClient()) {
                return one.equals(name) || asked(another).equals(name);
            }
        }
    }

    /** On a connection of its own, which the next question may keep. */
    private String askedAnew() throws Exception {
        client.close();
        client = HttpClient.newHttpClient();
        return asked(client);
    }

    private String asked(HttpClient by) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + balancer.port() + "/name"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return by.send(request, BodyHandlers.ofString()).body();
    }

    /** Says its name, and how ready it is. */
    private static final class Copy {
        private final HttpServer server;
        private volatile int status = 200;
        private final AtomicInteger refusals = new AtomicInteger();

        private Copy(String name) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/readyz", exchange -> {
                if (status != 200) {
                    refusals.incrementAndGet();
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.createContext("/name", exchange -> {
                byte[] answer = name.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        private int port() {
            return server.getAddress().getPort();
        }
    }
}
