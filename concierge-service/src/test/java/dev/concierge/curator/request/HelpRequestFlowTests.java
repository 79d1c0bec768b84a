package dev.concierge.curator.request;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"interactions", "users", "notifications"})
class HelpRequestFlowTests {
    private final String ada = UUID.randomUUID().toString();
    private final String grace = UUID.randomUUID().toString();
    private final String adas = TestTokens.guest(ada);
    private final String expert = TestTokens.guestHolding(grace, "expert");

    @LocalServerPort
    private int port;

    @Autowired
    private DecideHelp decide;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestMessages messages;

    @Autowired
    private TestClock clock;

    @AfterEach
    void now() {
        clock.set(Clock.systemUTC().instant());
    }

    @Test
    void whatIsAcceptedIsADraftForTheOneWhoAskedWithTheShareThatWasAgreed() {
        String id = ask(Map.of("to", grace, "capacity", "expert", "message", "Please", "shareBasisPoints", 2_000));
        messages.await(
                "notifications",
                "notification.requested",
                data -> data.path("userId").asString().equals(grace));

        JsonNode accepted = json(
                as(expert, "POST", "/requests/" + id + "/accept").expectStatus().isOk());
        JsonNode again = json(
                as(expert, "POST", "/requests/" + id + "/accept").expectStatus().isOk());

        assertThat(accepted.path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(again.path("jobRequestId")).isEqualTo(accepted.path("jobRequestId"));
        String job = accepted.path("jobRequestId").asString();
        JsonNode draft = json(as(adas, "GET", "/jobs/" + job).expectStatus().isOk());
        assertThat(draft.path("status").asString()).isEqualTo("DRAFT");
        assertThat(draft.path("actor").asString()).isEqualTo(grace);
        assertThat(draft.path("owner").asString()).isEqualTo(ada);
        assertThat(draft.path("consent").asString()).isEqualTo("GIVEN");
        assertThat(draft.path("shareBasisPoints").asInt()).isEqualTo(2_000);
        messages.await(
                "notifications",
                "notification.requested",
                data -> data.path("userId").asString().equals(ada));
    }

    @Test
    void whoHasNoGrantCannotAccept() {
        String id = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));

        as(TestTokens.guest(grace), "POST", "/requests/" + id + "/accept")
                .expectStatus()
                .isForbidden();
        as(TestTokens.guestHolding(grace, "partner"), "POST", "/requests/" + id + "/accept")
                .expectStatus()
                .isForbidden();
    }

    @Test
    void whatIsDeclinedOrTakenBackCannotBeAccepted() {
        String declined = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));
        as(expert, "POST", "/requests/" + declined + "/decline").expectStatus().isOk();
        as(expert, "POST", "/requests/" + declined + "/accept").expectStatus().isEqualTo(409);
        String cancelled = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));
        as(expert, "POST", "/requests/" + cancelled + "/cancel").expectStatus().isNotFound();
        as(adas, "POST", "/requests/" + cancelled + "/cancel").expectStatus().isOk();
        as(expert, "POST", "/requests/" + cancelled + "/accept").expectStatus().isEqualTo(409);
    }

    @Test
    void whatIsNotAnsweredInTimeExpires() {
        String id = ask(
                Map.of("to", grace, "capacity", "expert", "message", "Please", "expiresAt", in(Duration.ofMinutes(5))));
        clock.advance(Duration.ofMinutes(6));
        as(expert, "POST", "/requests/" + id + "/accept").expectStatus().isEqualTo(409);

        decide.expire();

        assertThat(json(as(adas, "GET", "/requests/" + id)).path("status").asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void othersSeeNothingOfIt() {
        String id = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));
        String eve = TestTokens.guestHolding(UUID.randomUUID().toString(), "expert");

        as(eve, "GET", "/requests/" + id).expectStatus().isNotFound();
        as(eve, "POST", "/requests/" + id + "/accept").expectStatus().isNotFound();
        assertThat(json(as(eve, "GET", "/requests?from=" + ada)).path("items")).isEmpty();
        assertThat(json(as(expert, "GET", "/requests?status=ASKED")).path("items"))
                .hasSize(1);
    }

    @Test
    void ofTwoDecisionsAtOnceOneCounts() throws Exception {
        String id = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("SELECT status FROM help_requests WHERE request_id = ?::uuid FOR UPDATE")
                        .param(id)
                        .query(String.class)
                        .single();
                for (String decision : List.of("accept", "decline")) {
                    answers.add(callers.submit(() -> as(expert, "POST", "/requests/" + id + "/" + decision)
                            .returnResult(Void.class)
                            .getStatus()
                            .value()));
                }
                await().untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                                        + " AND query LIKE '%help_requests%'")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(2));
            });

            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void whatIsDecidedAtThisMomentIsLeftToWhoDecidesIt() {
        String held = ask(
                Map.of("to", grace, "capacity", "expert", "message", "Held", "expiresAt", in(Duration.ofMinutes(5))));
        String free = ask(
                Map.of("to", grace, "capacity", "expert", "message", "Free", "expiresAt", in(Duration.ofMinutes(5))));
        clock.advance(Duration.ofMinutes(6));

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SELECT status FROM help_requests WHERE request_id = ?::uuid FOR UPDATE")
                    .param(held)
                    .query(String.class)
                    .single();
            CompletableFuture.runAsync(decide::expire).join(); // in a transaction of its own
        });

        assertThat(status(free)).isEqualTo("EXPIRED");
        assertThat(status(held)).isEqualTo("ASKED");
        decide.expire();
        assertThat(status(held)).isEqualTo("EXPIRED");
    }

    @Test
    void listsAreNewestFirstAndByWhoAskedWhom() {
        String first = ask(Map.of("to", grace, "capacity", "expert", "message", "1"));
        String second = ask(Map.of("to", UUID.randomUUID().toString(), "capacity", "expert", "message", "2"));
        String third = ask(Map.of("to", grace, "capacity", "expert", "message", "3"));
        as(expert, "POST", "/requests/" + third + "/decline").expectStatus().isOk();

        JsonNode page = json(as(adas, "GET", "/requests?limit=2"));
        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(json(as(
                        adas,
                        "GET",
                        "/requests?limit=2&cursor=" + page.path("next").asString()))))
                .containsExactly(first);
        assertThat(ids(json(as(expert, "GET", "/requests")))).containsExactly(third, first);
        assertThat(ids(json(as(adas, "GET", "/requests?to=" + grace + "&status=ASKED"))))
                .containsExactly(first);
        assertThat(ids(json(as(TestTokens.operator(), "GET", "/requests?from=" + ada))))
                .containsExactly(third, second, first);
    }

    /** Each is told to whoever is asked, and taking one back is told, too. */
    @Test
    void whoAsksOneGuestAgainAndAgainIsHeardThreeTimesADay() {
        Map<String, ?> body = Map.of("to", grace, "capacity", "expert", "message", "Please");
        for (int i = 0; i < 3; i++) {
            as(adas, "POST", "/requests/" + ask(body) + "/cancel")
                    .expectStatus()
                    .isOk();
        }

        JsonNode refused = json(client().as(adas, "POST", "/requests", body)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "3600"));

        assertThat(refused.path("code").asString()).isEqualTo("too-many-help-requests");
        ask(Map.of("to", UUID.randomUUID().toString(), "capacity", "expert", "message", "Please"));
        client().as(TestTokens.guest(UUID.randomUUID()), "POST", "/requests", body)
                .expectStatus()
                .isCreated();
    }

    @Test
    void whoAsksEverybodyIsHeardTwentyTimesADay() {
        for (int i = 0; i < 20; i++) {
            ask(Map.of("to", UUID.randomUUID().toString(), "capacity", "partner", "message", "Please"));
        }

        client().as(adas, "POST", "/requests", Map.of("to", grace, "capacity", "expert", "message", "Please"))
                .expectStatus()
                .isEqualTo(429);
    }

    @Test
    void whoAsksManyTimesAtOnceIsHeardNoOftenerThanOneAfterTheOther() throws Exception {
        List<Integer> statuses = atOnce(12, "Please, for the time no. ");

        assertThat(statuses).containsOnly(201, 429);
        assertThat(json(as(adas, "GET", "/requests")).path("items")).hasSize(3);
    }

    @Test
    void theSameAskedAgainIsTheSameRequestWhileItIsOpen() {
        Map<String, Object> body =
                Map.of("to", grace, "capacity", "expert", "message", "Please", "shareBasisPoints", 2_000);
        String first = ask(body);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(body)).as("again, without an Idempotency-Key").isEqualTo(first);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM help_requests WHERE asker = ?")
                        .param(ada)
                        .query(Integer.class)
                        .single())
                .isOne();

        String another = ask(Map.of("to", grace, "capacity", "expert", "message", "Please", "shareBasisPoints", 3_000));
        assertThat(another).as("another share is another consent").isNotEqualTo(first);
        as(expert, "POST", "/requests/" + first + "/decline").expectStatus().isOk();
        assertThat(ask(body)).as("after the first was declined").isNotIn(first, another);
    }

    @Test
    void theSameAskedManyTimesAtOnceIsOneRequest() throws Exception {
        assertThat(atOnce(12, null)).containsOnly(201);

        assertThat(json(as(adas, "GET", "/requests")).path("items")).hasSize(1);
    }

    /** @param message to which a number is added, so that no two are the same; null for the same each time */
    private List<Integer> atOnce(int times, @Nullable String message) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Map<String, ?> body =
                        Map.of("to", grace, "capacity", "expert", "message", message == null ? "Please" : message + i);
                answers.add(callers.submit(() -> client().as(adas, "POST", "/requests", body)
                        .returnResult(Void.class)
                        .getStatus()
                        .value()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }
        return statuses;
    }

    @Test
    void nothingIsLeftOfAGuestWhoIsErased() {
        String id = ask(Map.of("to", grace, "capacity", "expert", "message", "Please"));

        messages.publish("users", grace, "user.deleted", Map.of("userId", grace, "deletedAt", "2026-11-29T12:00:00Z"));

        await().untilAsserted(
                        () -> as(adas, "GET", "/requests/" + id).expectStatus().isNotFound());
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        JsonNode problem = json(client().as(
                        adas,
                        "POST",
                        "/requests",
                        Map.of("to", ada, "capacity", "self", "message", "x", "shareBasisPoints", 5))
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/to", "/capacity", "/shareBasisPoints");
    }

    private String status(String id) {
        return json(as(adas, "GET", "/requests/" + id)).path("status").asString();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("helpRequestId").asString())
                .toList();
    }

    private String in(Duration time) {
        return clock.instant().plus(time).toString();
    }

    private String ask(Map<String, ?> body) {
        return json(client().as(adas, "POST", "/requests", body).expectStatus().isCreated())
                .path("helpRequestId")
                .asString();
    }

    private ResponseSpec as(String token, String method, String path) {
        return client().as(token, method, path, null);
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
