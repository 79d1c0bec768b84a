package dev.concierge.event.door;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** Whoever refuses it, what was told is in the ledger. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CountRefusedFlowTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final JdbcClient jdbc;
    private final String client = "teller-" + Guests.someone();
    private final String bearer = "Bearer " + TestTokens.service(client, "events:write");

    CountRefusedFlowTests(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @Test
    void bodiesThatNobodyCanReadAreCountedForTheirClient() throws Exception {
        assertThat(post("/event", "{]", bearer)).isEqualTo(400);
        assertThat(post("/events/batch", "{\"events\": ]", bearer)).isEqualTo(400);
        assertThat(post("/%65vent", "{]", bearer)).as("the same path").isEqualTo(400);
        assertThat(postGzip(" ".repeat(5 * 1024 * 1024))).isEqualTo(413);

        awaitCounted(client, "body-too-large 1", "malformed-json 3");
    }

    @Test
    void batchesThatAreWrongThemselvesAreCountedByTheirItems() throws Exception {
        assertThat(post("/events/batch", "{\"events\": [" + "{},".repeat(1_000) + "{}]}", bearer))
                .isEqualTo(400);
        assertThat(post("/interactions/batch", "{\"interactions\": [{}, {}], \"odd\": 1}", bearer))
                .isEqualTo(400);
        assertThat(post("/events/batch", "{}", bearer)).isEqualTo(400);

        awaitCounted(client, "invalid-input 1004");
    }

    @Test
    void whatOneCallOfTheProtocolTellsWronglyIsCounted() throws Exception {
        String lost = "{\"userId\": \"u\", \"event\": \"e\", \"properties\": {\"a\": \"\\ud83d\"}}";
        assertThat(post("/v1/track", lost, bearer)).isEqualTo(400);
        assertThat(post("/v1/batch", "{\"batch\": [{}, {}, {}], \"sentAt\": \"yesterday\"}", bearer))
                .isEqualTo(400);

        awaitCounted(client, "invalid-input 4");
    }

    @Test
    void whatIsRefusedByItselfIsCountedOnceByItsName() throws Exception {
        String name = "named-" + Guests.someone();
        assertThat(post("/event", "{\"eventName\": \"" + name + "\"}", bearer)).isEqualTo(400);
        assertThat(post("/event", "{]", bearer)).isEqualTo(400);

        awaitCounted(client, "malformed-json 1", name + " invalid-input 1");
    }

    @Test
    void whoIsNotKnownIsCountedTogether() throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString("no-such-key:".getBytes(StandardCharsets.UTF_8));
        long before = counted("unknown", "unknown-write-key");
        assertThat(post("/v1/track", "{\"userId\": \"u\", \"event\": \"e\"}", basic))
                .isEqualTo(401);
        String body = "{\"writeKey\": \"no-such-key\", \"batch\": [{}, {}]}";
        assertThat(post("/v1/batch", body, "")).isEqualTo(401);

        Awaitility.await()
                .untilAsserted(() -> assertThat(counted("unknown", "unknown-write-key") - before)
                        .isGreaterThanOrEqualTo(3));
    }

    @Test
    void whatTellsOfNoEventIsNotCounted() throws Exception {
        assertThat(post("/triggers", "{", bearer)).isEqualTo(400);
        assertThat(post("/v1/m", "{}", bearer)).isGreaterThanOrEqualTo(400);
        assertThat(post("/event", "{]", bearer)).isEqualTo(400);

        awaitCounted(client, "malformed-json 1");
    }

    private void awaitCounted(String of, String... reasons) {
        Awaitility.await().untilAsserted(() -> assertThat(counted(of)).containsExactlyInAnyOrder(reasons));
    }

    private List<@Nullable String> counted(String of) {
        return jdbc.sql("""
                        SELECT trim(event_name || ' ' || reason || ' ' || sum(count)) FROM event_losses WHERE client = ?
                        GROUP BY event_name, reason""").param(of).query(String.class).list();
    }

    private long counted(String of, String reason) {
        return jdbc.sql("SELECT coalesce(sum(count), 0) FROM event_losses WHERE client = ? AND reason = ?")
                .params(of, reason)
                .query(Long.class)
                .single();
    }

    private int post(String path, String body, String authorization) throws IOException, InterruptedException {
        return send(request(path, authorization).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int postGzip(String body) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return send(request("/events/batch", bearer)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));
    }

    /** @param authorization empty for none */
    private HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
