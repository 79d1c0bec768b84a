package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.platform.web.Permits;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A gateway that holds three requests, and three whose bodies are not whole. */
@FlowTest(
        properties = {"concierge.web.permits=3", "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1m"})
class EarlyRefusalFlowTests extends FakeFleet {
    private static final int HELD = 3;
    private static final String BODY = "{}";

    private final List<Connection> held = new ArrayList<>();

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Permits permits;

    @BeforeEach
    void fill() throws IOException {
        for (int at = 0; at < HELD; at++) {
            Connection connection = new Connection();
            held.add(connection);
            connection.send(
                    "POST /users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                            + BODY.length() + "\r\nAuthorization: Bearer "
                            + TestTokens.service("holder-" + at, "users:write") + "\r\n\r\n");
        }
        await().until(permits::isFull);
    }

    @AfterEach
    void leave() throws IOException {
        for (Connection each : held) {
            each.close();
        }
        await().until(() -> get("/users/x").statusCode() == 401);
    }

    /** The bodies come, and room with them. */
    private void makeRoom() throws IOException {
        for (Connection each : held) {
            each.send(BODY);
            assertThat(each.answer(true)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void everyRequestOfAConnectionIsAnsweredInItsTurnAndServedOnceThereIsRoom() throws Exception {
        String body = "x".repeat(100_000);
        long before = refused("HEAD");
        try (Connection connection = new Connection()) {
            connection.send("POST /users HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                    + "\r\nContent-Type: application/json\r\nX-Request-Id: mine\r\n\r\n" + body
                    + "HEAD /users/x HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /users/%zz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer no-token\r\n\r\n");

            String posted = connection.answer(true);
            assertThat(posted)
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("X-Request-Id: mine\r\n")
                    .containsIgnoringCase("Retry-After: 1\r\n")
                    .containsIgnoringCase("Content-Type: application/problem+json")
                    .contains("\"code\":\"over-capacity\"");
            assertThat(connection.answer(false)).startsWith("HTTP/1.1 503 ");
            assertThat(connection.answer(true))
                    .as("whatever its token, and a path that nobody can read")
                    .startsWith("HTTP/1.1 503 ");
            assertThat(refused("HEAD") - before).as("measured").isEqualTo(1);

            makeRoom();
            connection.send("GET /users/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestTokens.operator()
                    + "\r\n\r\n");
            assertThat(connection.answer(true)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoWantsItsConnectionClosedGetsThat() throws Exception {
        try (Connection connection = new Connection()) {
            connection.send("GET /users/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(connection.answer(true))
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("Connection: close\r\n");
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void aPageOfAnotherOriginMayReadTheRefusal() throws Exception {
        HttpResponse<String> refused = send(request("/users/x").header("Origin", "http://localhost:3000"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
    }

    @Test
    void probesAreAnsweredHoweverBusyItIs() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    private long refused(String method) {
        return meters.find("http.server.requests").tag("method", method).tag("status", "503").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** One that is kept, and read by hand. */
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket("localhost", port);
        private final InputStream in = new BufferedInputStream(socket.getInputStream());

        Connection() throws IOException {
            socket.setSoTimeout(30_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        String answer(boolean hasBody) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("ended after: %s", head).isNotNegative();
                head.append((char) next);
            }
            int length = head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(0);
            return hasBody ? head + new String(in.readNBytes(length), StandardCharsets.UTF_8) : head.toString();
        }

        boolean isAtEnd() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
