package dev.concierge.event.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients that were written for Segment, unchanged. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SegmentFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EventService operator;
    private final JdbcClient jdbc;
    private final String url;
    private final String userId = Guests.someone();

    SegmentFlowTests(@LocalServerPort int port, JdbcClient jdbc) {
        this.operator = EventService.on(port).as(TestTokens.operator());
        this.jdbc = jdbc;
        this.url = "http://localhost:" + port;
    }

    @Test
    void theStockClientOfNodeDeliversEachMessageOnce() throws Exception {
        Path folder = installed();
        String key = writeKey();
        ProcessBuilder client = new ProcessBuilder("node", "client.mjs").directory(folder.toFile());
        client.environment().put("EVENTS_URL", url);
        client.environment().put("WRITE_KEY", key);
        client.environment().put("USER_ID", userId);

        assertThat(output(client)).contains("{\"failed\":0}");

        Awaitility.await()
                .untilAsserted(() -> assertThat(stored("Segment Counted")).isEqualTo(1_900));
        for (String kind : List.of("identify", "page", "screen", "group", "alias")) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(stored("segment " + kind)).isOne());
        }
        assertThat(jdbc.sql(
                                "SELECT attributes::text FROM user_events WHERE user_id = ? AND event_name = 'segment identify'")
                        .param(userId)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"plan\": \"pro\"}");
    }

    /** As a browser's client does: as text, to be spared a preflight, with the key in the body. */
    @Test
    void aBrowsersClientPutsTheKeyIntoTheBody() throws Exception {
        String body = """
                {"timestamp": "2026-01-01T00:00:00.000Z", "integrations": {}, "userId": "%s", "anonymousId": "a-1",
                 "event": "clicked", "type": "track", "properties": {"x": 1}, "context": {"page": {"path": "/"}},
                 "messageId": "ajs-next-1", "writeKey": "%s", "sentAt": "2026-01-01T00:00:00.100Z",
                 "_metadata": {"bundled": ["Segment.io"]}}""".formatted(userId, writeKey());

        HttpResponse<String> answer = send(
                request("/v1/t").header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        Awaitility.await().untilAsserted(() -> assertThat(stored("clicked")).isOne());
    }

    @Test
    void batchesMayBeCompressedAndAreJudgedItemByItem() throws Exception {
        String body = """
                {"batch": [{"type": "track", "userId": "%s", "event": "taken"}, {"type": "track", "event": "nobody's"}],
                 "sentAt": 1767225600, "context": {"library": {"name": "any"}}}""".formatted(userId);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }

        HttpResponse<String> answer = send(request("/v1/batch")
                .header("Authorization", basic(writeKey()))
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode read = JsonMapper.shared().readTree(answer.body());
        assertThat(read.path("success").booleanValue()).isFalse();
        assertThat(read.at("/rejected/0/index").intValue()).isOne();
        assertThat(read.at("/rejected/0/problem/errors/0/pointer").stringValue())
                .isEqualTo("/batch/1/userId");
        Awaitility.await().untilAsserted(() -> assertThat(stored("taken")).isOne());
    }

    @Test
    void bodiesAreUtf8() throws Exception {
        byte[] track = ("{\"userId\": \"" + userId + "\", \"event\": \"e\"}").getBytes(StandardCharsets.UTF_16LE);

        HttpResponse<String> answer = send(request("/v1/track")
                .header("Authorization", basic(writeKey()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(track)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformed-json");
    }

    @Test
    void withoutAKeyNobodyWritesAndWithAKeyNobodyDoesMore() throws Exception {
        String track = "{\"userId\": \"" + userId + "\", \"event\": \"e\"}";
        String key = writeKey();

        assertThat(post("/v1/track", track, "").statusCode()).isEqualTo(401);
        assertThat(post("/v1/track", track, basic("no such key")).statusCode()).isEqualTo(401);
        assertThat(post("/v1/track", track, "Basic !").statusCode()).isEqualTo(401);
        assertThat(post("/v1/track", track, "Bearer " + TestTokens.guest(userId))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/track", track, "Bearer " + TestTokens.client("events:write"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/events", track, basic(key)).statusCode()).isEqualTo(401);
        assertThat(post("/v1/track", track, basic(key)).statusCode()).isEqualTo(200);
    }

    /** A key stands in a page for everybody to read. */
    @Test
    void aKeyTellsNoMoreThanAGuestMay() throws Exception {
        String purchase = "{\"userId\": \"" + userId + "\", \"event\": \"PURCHASE\"}";

        assertThat(post("/v1/track", purchase, basic(writeKey())).statusCode()).isEqualTo(403);
    }

    @Test
    void aRevokedKeyIsRefusedSoon() throws Exception {
        JsonNode made = made();
        String basic = basic(made.path("key").stringValue());
        String track = "{\"userId\": \"" + userId + "\", \"event\": \"e\"}";
        assertThat(post("/v1/track", track, basic).statusCode()).isEqualTo(200);

        assertThat(operator.delete("/events/write-keys/{k}", made.path("keyId").stringValue())
                        .getStatusCode())
                .isEqualTo(HttpStatus.NO_CONTENT);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(post("/v1/track", track, basic).statusCode()).isEqualTo(401));
        assertThat(operator.delete("/events/write-keys/{k}", made.path("keyId").stringValue())
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void aKeyIsShownOnce() {
        JsonNode made = made();
        ResponseEntity<JsonNode> all = operator.get("/events/write-keys?limit=200");

        assertThat(Objects.requireNonNull(all.getBody()).toString())
                .contains(made.path("keyId").stringValue())
                .doesNotContain(made.path("key").stringValue());
    }

    private String writeKey() {
        return made().path("key").stringValue();
    }

    private JsonNode made() {
        ResponseEntity<JsonNode> made = operator.post("/events/write-keys", "{\"name\": \"web\"}");
        assertThat(made.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return Objects.requireNonNull(made.getBody());
    }

    private HttpResponse<String> post(String path, String body, String authorization) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    private long stored(String name) {
        return jdbc.sql("SELECT count(*) FROM user_events WHERE user_id = ? AND event_name = ?")
                .params(userId, name)
                .query(Long.class)
                .single();
    }

    /** Installed from the lock file of src/test/js, once per build. */
    private static Path installed() throws Exception {
        boolean hasNode = hasNode();
        assumeTrue(
                hasNode || System.getenv("CI") != null,
                "SKIPPED theStockClientOfNodeDeliversEachMessageOnce: node is not on the path");
        Path folder = Path.of("target", "js");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.copy(Path.of("src/test/js", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        output(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile()));
        return folder;
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException noNode) {
            return false;
        }
    }

    private static String output(ProcessBuilder command) throws Exception {
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
