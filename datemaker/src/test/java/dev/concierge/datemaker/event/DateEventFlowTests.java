package dev.concierge.datemaker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"bookings", "notifications", "users"})
class DateEventFlowTests {
    private static final String WRITER = TestTokens.client("dating:read", "dating:write");

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Clock clock;

    private RestTestClient client = RestTestClient.bindToServer().build();

    @BeforeEach
    void startWithoutEvents() {
        client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        jdbc.sql("delete from dating_events").update();
    }

    @Test
    void aPlannedEventIsKeptAndAnnounced() {
        UUID series = UUID.randomUUID();
        JsonNode planned = plan(Map.of("startsAt", inDays(2), "title", "Friday", "seriesId", series), null);

        String id = planned.path("eventId").asString();
        assertThat(planned.path("state").asString()).isEqualTo("NOT_STARTED");
        assertThat(get("/dating/events/" + id)).isEqualTo(planned);
        JsonNode announced = messages.await(
                "date-events",
                "date-event.planned",
                data -> data.path("eventId").asString().equals(id));
        assertThat(announced.path("title").asString()).isEqualTo("Friday");
        assertThat(announced.path("seriesId").asString()).isEqualTo(series.toString());
    }

    @Test
    void aBareRowIsAnEventLikeAnyOther() {
        jdbc.sql("insert into dating_events (start_dttm) values (?)")
                .param(inDays(2).atOffset(ZoneOffset.UTC))
                .update();

        JsonNode listed = get("/dating/events").path("items").path(0);
        assertThat(listed.path("state").asString()).isEqualTo("NOT_STARTED");
        messages.await(
                "date-events",
                "date-event.planned",
                data -> data.path("eventId").equals(listed.path("eventId")));
    }

    @Test
    void theListShowsWhatIsToComeByStartAndState() {
        insert(inDays(-1), DateEventState.FINISHED);
        insert(inDays(3), DateEventState.NOT_STARTED);
        insert(inDays(1), DateEventState.REG_CONFIRM);
        insert(inDays(2), DateEventState.SKIPPED);

        assertThat(get("/dating/events")
                        .path("items")
                        .valueStream()
                        .map(event -> event.path("state").asString()))
                .containsExactly("REG_CONFIRM", "SKIPPED", "NOT_STARTED");
        assertThat(get("/dating/events?state=SKIPPED").path("items").size()).isEqualTo(1);
        assertThat(get("/dating/events?from=" + inDays(-2)).path("items").size())
                .isEqualTo(4);
        JsonNode first = get("/dating/events?limit=2");
        JsonNode second =
                get("/dating/events?limit=2&cursor=" + first.path("next").asString());
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void theGaugeCountsWhatIsToCome() {
        insert(inDays(1), DateEventState.NOT_STARTED);
        insert(inDays(1), DateEventState.READY);
        insert(inDays(1), DateEventState.SKIPPED);
        insert(inDays(-1), DateEventState.NOT_STARTED);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                meters.get("datemaker.events.planned").gauge().value())
                        .isEqualTo(2));
    }

    @Test
    void anEventInThePastIsRefused() {
        post(Map.of("startsAt", inDays(-1)), null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/startsAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1900000000000\"",
                "\"1900000000\"",
                "1900000000",
                "\"2030-06-01T24:00:00Z\"",
                "\"2030-06-01T10:00:00\"",
                "\"+62178-12-11T00:00:00Z\""
            })
    void onlyAnInstantIsAStart(String startsAt) {
        client.post()
                .uri("/dating/events")
                .header("Authorization", "Bearer " + WRITER)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"startsAt\": " + startsAt + "}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/startsAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1793600000", "1793600000000", "2030-06-01", "2030-06-01T10:00:00", "%2B62178-12-11T00:00:00Z"})
    void onlyAnInstantIsWhereTheListBegins(String from) {
        client.get()
                .uri(URI.create("http://localhost:" + port + "/dating/events?from=" + from))
                .header("Authorization", "Bearer " + WRITER)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?from");
    }

    @Test
    void aTitleIsAsLongAsItsCharacters() {
        String faces = "😀".repeat(200);

        assertThat(plan(Map.of("startsAt", inDays(1), "title", faces), null)
                        .path("title")
                        .asString())
                .isEqualTo(faces);
        post(Map.of("startsAt", inDays(1), "title", faces + "a"), null)
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aRepeatedRequestPlansOnce() {
        Map<String, Object> body = Map.of("startsAt", inDays(2));
        JsonNode first = plan(body, "k");

        assertThat(plan(body, "k")).isEqualTo(first);
        assertThat(get("/dating/events").path("items").size()).isEqualTo(1);
    }

    @Test
    void anUnknownEventAndABadCursorAreTheCallersFault() {
        exchange("/dating/events/" + UUID.randomUUID()).expectStatus().isNotFound();
        exchange("/dating/events?cursor=bm9wZQBub3Bl").expectStatus().isBadRequest();
        exchange("/dating/events?state=SLEEPING").expectStatus().isBadRequest();
    }

    private Instant inDays(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    private void insert(Instant start, DateEventState state) {
        jdbc.sql("insert into dating_events (start_dttm, state_id) values (?, ?)")
                .params(start.atOffset(ZoneOffset.UTC), state.ordinal())
                .update();
    }

    private JsonNode plan(Map<String, Object> body, @Nullable String key) {
        return Objects.requireNonNull(post(body, key)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec post(Map<String, Object> body, @Nullable String key) {
        return client.post()
                .uri("/dating/events")
                .headers(headers -> {
                    headers.setBearerAuth(WRITER);
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(new HashMap<>(body))
                .exchange();
    }

    private JsonNode get(String path) {
        return Objects.requireNonNull(exchange(path)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient.ResponseSpec exchange(String path) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(TestTokens.guest(UUID.randomUUID())))
                .exchange();
    }
}
