package dev.concierge.datemaker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Two who had a call, and a third who had none, at a running event. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class OutcomeFlowTests {
    private static final UserService USERS = UserService.started();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void users(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.user.url", USERS::url);
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SaveResults saveResults;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private final List<UUID> guests = Stream.generate(UUID::randomUUID)
            .limit(3)
            .sorted(OutcomeFlowTests::asText)
            .toList();
    private final UUID one = guests.get(0);
    private final UUID other = guests.get(1);
    private final UUID stranger = guests.get(2);
    private UUID event = new UUID(0, 0);

    @BeforeEach
    void runAnEvent() {
        jdbc.sql("delete from dating_events").update();
        event = jdbc.sql("insert into dating_events (start_dttm, state_id, step, due_at) values (?, 3, 'RESULT', ?)"
                        + " returning id")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        for (UUID guest : guests) {
            jdbc.sql("insert into registrations (event_id, user_id, status, registered_at, came)"
                            + " values (?, ?, 'CONFIRMED', now(), true)")
                    .params(event, guest)
                    .update();
        }
        jdbc.sql("""
                insert into calls (call_id, event_id, group_no, round, one, other, room, starts_at, ends_at, ended_at,
                                   one_joined_at, other_joined_at)
                values (?, ?, 0, 0, ?, ?, 'r', now(), now(), now(), now(), now())
                """).params(UUID.randomUUID(), event, one, other).update();
    }

    @Test
    void onlyThoseWhoHadACallChooseAndEachForThemselves() {
        choose(one, other, Map.of("liked", true)).expectStatus().isNoContent();
        choose(one, other, Map.of("note", "sails")).expectStatus().isNoContent();
        choose(one, stranger, Map.of("liked", true)).expectStatus().isNotFound();
        choose(one, one, Map.of("liked", true)).expectStatus().isBadRequest();
        as(other, HttpMethod.GET, "/choices/" + one, null).expectStatus().isNotFound();

        JsonNode chosen = body(as(one, HttpMethod.GET, "/choices/" + one, null));
        assertThat(chosen.at("/items/0/liked").asBoolean()).isTrue();
        assertThat(chosen.at("/items/0/note").asString()).isEqualTo("sails");
    }

    @Test
    void aMatchIsMutualAndShownOnceResultsAreSaved() {
        choose(one, other, Map.of("liked", true)).expectStatus().isNoContent();
        choose(other, one, Map.of("liked", true)).expectStatus().isNoContent();
        choose(one, other, Map.of("note", "my own")).expectStatus().isNoContent();
        assertThat(matches()).isZero();
        assertThat(body(as(one, HttpMethod.GET, "/matches/" + one, null))
                        .path("items")
                        .size())
                .isZero();

        save();
        assertThat(matches()).isEqualTo(1);
        assertThat(body(as(one, HttpMethod.GET, "/matches/" + one, null))
                        .at("/items/0/email")
                        .asString())
                .isEqualTo(other + "@example.org");
        assertThat(body(as(other, HttpMethod.GET, "/matches/" + other, null))
                        .at("/items/0/email")
                        .asString())
                .isEqualTo(one + "@example.org");
        assertThat(body(as(stranger, HttpMethod.GET, "/matches/" + stranger, null))
                        .path("items")
                        .size())
                .isZero();
        as(stranger, HttpMethod.GET, "/matches/" + one, null).expectStatus().isNotFound();
        operator(HttpMethod.GET, "/dating/events/" + event + "/matches/" + one, null)
                .expectStatus()
                .isForbidden();
        JsonNode counts = body(operator(HttpMethod.GET, "/dating/events/" + event + "/statistics", null));
        assertThat(counts.path("registered").asInt()).isEqualTo(3);
        assertThat(counts.path("came").asInt()).isEqualTo(3);
        assertThat(counts.path("met").asInt()).isEqualTo(1);
        assertThat(counts.path("matched").asInt()).isEqualTo(1);
    }

    @Test
    void whoIsReportedIsNoMatchAndAnOperatorDecides() {
        choose(one, other, Map.of("liked", true)).expectStatus().isNoContent();
        choose(other, one, Map.of("liked", true)).expectStatus().isNoContent();
        as(other, HttpMethod.POST, "/reports/" + other, Map.of("partnerId", one, "reason", "rude"))
                .expectStatus()
                .isCreated();
        save();
        assertThat(matches()).isZero();

        JsonNode report =
                body(operator(HttpMethod.GET, "/dating/reports", null)).at("/items/0");
        assertThat(report.path("reportedId").asString()).isEqualTo(one.toString());
        String review = "/dating/reports/" + report.path("reportId").asString() + "/review";
        operator(HttpMethod.POST, review, Map.of("verdict", "UPHELD"))
                .expectStatus()
                .isNoContent();
        operator(HttpMethod.POST, review, Map.of("verdict", "DISMISSED"))
                .expectStatus()
                .isEqualTo(409);
        assertThat(jdbc.sql("select upheld from ratings where user_id = ?")
                        .param(one)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        String block = "/dating/blocks/" + other + "/";
        String guest = TestTokens.guest(other);
        exchange(guest, HttpMethod.PUT, block + stranger, null).expectStatus().isNotFound();
        exchange(guest, HttpMethod.DELETE, block + stranger, null)
                .expectStatus()
                .isNotFound();
        assertThat(body(exchange(guest, HttpMethod.GET, "/dating/blocks/" + other, null))
                        .at("/items/0")
                        .asString())
                .isEqualTo(one.toString());
    }

    @Test
    void choicesCloseWithTheEventAndItsLogIsPaged() {
        choose(one, other, Map.of("liked", false)).expectStatus().isNoContent();
        jdbc.sql("update dating_events set state_id = 4, due_at = null where id = ?")
                .param(event)
                .update();

        choose(one, other, Map.of("liked", true)).expectStatus().isEqualTo(409);
        JsonNode log = body(operator(HttpMethod.GET, "/dating/events/" + event + "/log?limit=1", null));
        assertThat(log.at("/items/0/what").asString()).isEqualTo("chose");
        assertThat(log.at("/items/0/detail/partner_id").asString()).isEqualTo(other.toString());
    }

    @Test
    void allReportsAreReadInTheirOrderFromAnIndex() {
        List<String> plan = Objects.requireNonNull(transaction.execute(_ -> {
            // the planner's choice must not depend on how few there are here
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local enable_sort = off").update();
            return jdbc.sql("explain " + Reports.PAGE)
                    .params(clock.instant().atOffset(ZoneOffset.UTC), UUID.randomUUID(), false, 51)
                    .query(String.class)
                    .list();
        }));

        assertThat(String.join("\n", plan)).contains("reports_by_time").doesNotContain("Sort", "Seq Scan");
    }

    private void save() {
        transaction.executeWithoutResult(_ -> saveResults.save(event, clock.instant()));
    }

    private int matches() {
        return jdbc.sql("select count(*) from matches where event_id = ?")
                .param(event)
                .query(Integer.class)
                .single();
    }

    private RestTestClient.ResponseSpec choose(UUID guest, UUID partner, Map<String, ?> body) {
        return as(guest, HttpMethod.PUT, "/choices/" + guest + "/" + partner, body);
    }

    private RestTestClient.ResponseSpec as(UUID guest, HttpMethod method, String path, @Nullable Object body) {
        return exchange(TestTokens.guest(guest), method, "/dating/events/" + event + path, body);
    }

    private RestTestClient.ResponseSpec operator(HttpMethod method, String path, @Nullable Object body) {
        return exchange(TestTokens.operator(), method, path, body);
    }

    private RestTestClient.ResponseSpec exchange(String token, HttpMethod method, String path, @Nullable Object body) {
        RestTestClient.RequestBodySpec request = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .method(method)
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token));
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    /** As the database orders ids, so that {@code one} is the call's first. */
    private static int asText(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }
}
