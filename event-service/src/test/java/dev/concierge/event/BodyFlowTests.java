package dev.concierge.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Batches as clients send them: slowly, in chunks, compressed. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class BodyFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = TestTokens.client("events:read", "events:write");
    private static final String EVENT = "{\"userId\": \"" + Guests.someone()
            + "\", \"eventName\": \"sent\", \"eventTime\": \"2026-01-01T00:00:00Z\"}";

    private final int port;

    BodyFlowTests(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void slowBodiesOfUnknownLengthDoNotKeepOneAnotherOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            slow.add(socket);
            write(
                    socket,
                    "POST /event HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                            + "1\r\n{\r\n");
        }
        for (Socket socket : slow) {
            String rest = EVENT.substring(1);
            write(socket, Integer.toHexString(rest.length()) + "\r\n" + rest + "\r\n0\r\n\r\n");
        }
        for (Socket socket : slow) {
            try (socket) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 202");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void batchesMayBeCompressed(String coding) throws Exception {
        HttpResponse<String> answer = post("/events/batch", coding, gzip("{\"events\": [" + EVENT + "]}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("accepted").intValue()).isEqualTo(1);
    }

    @Test
    void theLimitHoldsAfterInflating() throws Exception {
        HttpResponse<String> bomb = post("/events/batch", "gzip", gzip(" ".repeat(5 * 1024 * 1024)));

        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(json(bomb).path("code").stringValue()).isEqualTo("body-too-large");
    }

    @Test
    void whatIsNotGzipIsRefused() throws Exception {
        assertThat(post("/event", "gzip", EVENT.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        byte[] whole = gzip(EVENT);
        assertThat(post("/event", "gzip", Arrays.copyOf(whole, whole.length / 2))
                        .statusCode())
                .isEqualTo(400);
    }

    /** Also where a route reads its body by itself: calls in Segment's form, which may show their key in it, and files. */
    @ParameterizedTest
    @CsvSource({
        "/event, application/json",
        "/events/batch, application/json",
        "/v1/track, application/json",
        "/v1/batch, application/json",
        "/events/imports?requestId=damaged, application/x-ndjson",
        "/events/imports?requestId=damaged, text/csv"
    })
    void aDamagedOrOverlongCodingIsTheSendersFaultEverywhere(String path, String type) throws Exception {
        byte[] whole = gzip((EVENT + "\n").repeat(50));
        byte[] wrongCrc = whole.clone();
        wrongCrc[whole.length - 8] ^= 1;
        byte[] wrongInside = whole.clone();
        Arrays.fill(wrongInside, 20, 40, (byte) 0xff);
        byte[] none = EVENT.getBytes(StandardCharsets.UTF_8);
        List<byte[]> damaged =
                List.of(none, new byte[] {0x1f}, Arrays.copyOf(whole, whole.length / 2), wrongCrc, wrongInside);
        for (byte[] body : damaged) {
            for (String token : List.of(TOKEN, "")) {
                HttpResponse<String> answer = post(path, token, type, "gzip", body);
                if (!token.isEmpty() || answer.statusCode() != 401) {
                    assertThat(answer.statusCode())
                            .as("%d: %s", damaged.indexOf(body), answer.body())
                            .isEqualTo(400);
                    assertThat(json(answer).path("code").stringValue()).isEqualTo("malformed-body");
                }
            }
        }
        HttpResponse<String> bomb = post(path, TOKEN, type, "gzip", gzip(" ".repeat(5 * 1024 * 1024)));
        assertThat(bomb.statusCode()).as(bomb.body()).isEqualTo(413);
        assertThat(json(bomb).path("code").stringValue()).isEqualTo("body-too-large");
    }

    @Test
    void otherCodingsAreNamedWithThoseThatAreTaken() throws Exception {
        HttpResponse<String> bogus = post("/event", "bogus", EVENT.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> trigger = post("/triggers", "gzip", gzip("{}"));

        assertThat(bogus.statusCode()).isEqualTo(415);
        assertThat(bogus.headers().firstValue("Accept-Encoding")).hasValue("gzip, identity");
        assertThat(trigger.statusCode()).isEqualTo(415);
        assertThat(trigger.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void anItemThatCannotBeKeptCostsNoOther() throws Exception {
        String broken = EVENT.replace("}", ", \"attributes\": {\"a\": [\"\\ud83d\"]}}");
        JsonNode answer = json(post(
                "/events/batch",
                "identity",
                ("{\"events\": [" + broken + ", " + EVENT + "]}").getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.path("accepted").intValue()).isEqualTo(1);
        assertThat(answer.at("/results/0/problem/errors/0/pointer").stringValue())
                .isEqualTo("/events/0/attributes/a/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/userEvent?userId=u", "/users/u/events"})
    void digitsAreNoTime(String path) throws Exception {
        for (String time : List.of("1793600000", "1793600000000", "2026-01-01")) {
            HttpResponse<String> answer = HTTP.send(
                    request(path + (path.contains("?") ? "&" : "?") + "from=" + time)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).at("/errors/0/pointer").stringValue()).isEqualTo("?from");
        }
    }

    private HttpResponse<String> post(String path, String coding, byte[] body)
            throws IOException, InterruptedException {
        return post(path, TOKEN, "application/json", coding, body);
    }

    private HttpResponse<String> post(String path, String token, String type, String coding, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .header("Content-Encoding", coding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
