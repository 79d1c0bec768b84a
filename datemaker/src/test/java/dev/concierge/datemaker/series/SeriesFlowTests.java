package dev.concierge.datemaker.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"bookings", "notifications", "users"})
class SeriesFlowTests {
    private static final String WRITER = TestTokens.client("dating:read", "dating:write");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void startWithoutEvents() {
        jdbc.sql("delete from dating_events").update();
        jdbc.sql("delete from event_series").update();
    }

    @Test
    void aSeriesIsPlannedWeeksAheadOnceAndEndsWhenToldTo() {
        Instant first = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        JsonNode series = Objects.requireNonNull(post(Map.of(
                        "rule",
                        "FREQ=WEEKLY",
                        "startsAt",
                        first,
                        "zone",
                        "Europe/Berlin",
                        "event",
                        Map.of("title", "Friday", "mode", "TWO_SIDED", "sideOne", "a", "sideOther", "b")))
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());

        ZonedDateTime local = first.atZone(BERLIN);
        List<Instant> expected = List.of(
                first,
                local.plusWeeks(1).toInstant(),
                local.plusWeeks(2).toInstant(),
                local.plusWeeks(3).toInstant());
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(starts()).isEqualTo(expected));
        assertThat(jdbc.sql("select distinct title || mode from dating_events")
                        .query(String.class)
                        .list())
                .hasSize(1);

        String path = "/dating/series/" + series.path("seriesId").asString();
        http().delete()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(WRITER))
                .exchange()
                .expectStatus()
                .isNoContent();
        jdbc.sql("update event_series set planned_to = '2020-01-01Z'").update();
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(15)).until(() -> starts().equals(expected));
    }

    @Test
    void whatIsWrongIsNamedAtItsField() {
        Instant first = clock.instant().plus(Duration.ofDays(2));
        refused(Map.of("rule", "FREQ=MINUTELY", "startsAt", first, "zone", "UTC", "event", Map.of()), "/rule");
        refused(Map.of("rule", "FREQ=DAILY", "startsAt", first, "zone", "Mars", "event", Map.of()), "/zone");
        refused(Map.of("rule", "FREQ=DAILY", "startsAt", Instant.EPOCH, "zone", "UTC", "event", Map.of()), "/startsAt");
        refused(
                Map.of("rule", "FREQ=DAILY", "startsAt", first, "zone", "UTC", "event", Map.of("mode", "TWO_SIDED")),
                "/event/sideOne");
    }

    private List<Instant> starts() {
        return jdbc.sql("select start_dttm from dating_events order by 1")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private void refused(Map<String, ?> body, String pointer) {
        post(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    private RestTestClient.ResponseSpec post(Map<String, ?> body) {
        return http().post()
                .uri("/dating/series")
                .headers(headers -> headers.setBearerAuth(WRITER))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
