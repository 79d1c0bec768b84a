package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.journey.run.OwnJourney.Others.Reply;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What runs ask of others, outside the batch, and what ends a run that rests. */
class ActionFlowTests extends OwnJourney {
    private static final String EXITS =
            ", 'yes': {'type': 'exit', 'reason': 'yes'}, 'no': {'type': 'exit', 'reason': 'no'}";

    ActionFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @BeforeEach
    void answerWithNothing() {
        OTHERS.reply = _ -> new Reply(200, "{}");
    }

    @Test
    void anEventThatIsWaitedForMovesTheRunAndItsTimerIsGone() {
        live("", """
                'start': {'type': 'wait', 'events': [{'event': 'bought', 'key': 'order'}], 'timeout': 'P1D',
                          'next': {'done': 'yes', 'timeout': 'no'}}""" + EXITS);
        visits("{'visit': 'o-1'}");
        awaitNode("start");
        happens("bought", "{'order': 'o-2'}");
        settle();
        assertThat(timers()).isEqualTo(1);

        happens("bought", "{'order': 'o-1'}");
        messages.await(
                "journeys", "run.exited", data -> data.path("userId").asString().equals(userId));

        awaitReason("yes");
        assertThat(timers()).isZero();
    }

    @Test
    void anExitRuleEndsADelayOnTheEventAndItsTimerIsGone() {
        live("'exitRules': [{'on': 'bought', 'key': 'order', 'reason': 'bought'}],", """
                'start': {'type': 'timer', 'delay': 'P30D', 'next': 'no'}, 'no': {'type': 'exit'}""");
        visits("{'visit': 'o-1'}");
        awaitNode("start");
        happens("bought", "{'order': 'o-2'}");
        settle();
        assertThat(timers()).isEqualTo(1);
        happens("bought", "{'order': 'o-1'}");

        awaitReason("bought");
        assertThat(timers()).isZero();
    }

    @Test
    void severalRunsOfAGuestAreToldApartByTheirKeys() {
        live("", """
                'start': {'type': 'wait', 'events': [{'event': 'paid', 'key': 'order'}], 'timeout': 'P1D',
                          'next': {'done': 'yes', 'timeout': 'no'}}""" + EXITS);
        visits("{'visit': 'o-1'}");
        visits("{'visit': 'o-2'}");
        settle();
        happens("paid", "{'order': 'o-2'}");
        settle();

        assertThat(runs()).hasSize(2);
        assertThat(api.get("/journeys/runs?userId=" + userId + "&status=waiting", CLIENT)
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void anAnswerFromOutsideIsRememberedAndDecides() {
        OTHERS.reply = call -> call.path().startsWith("/bookings/b%2F1")
                ? new Reply(200, "{\"state\": \"confirmed\", \"stay\": {\"nights\": 3}}")
                : new Reply(404, "{}");
        live("", """
                'start': {'type': 'http', 'method': 'post', 'url': '%s/bookings/{{entry.booking}}', 'body': {'for': '{{userId}}'},
                          'map': {'nights': '/stay/nights'}, 'next': {'ok': 'ask', 'failed': 'no'}},
                'ask': {'type': 'condition', 'next': {'yes': 'yes', 'no': 'no'},
                        'when': {'type': 'attribute', 'of': 'memory', 'name': 'nights', 'is': 'gt', 'value': 2}}""".formatted(OTHERS.url()) + EXITS);
        visits("{'booking': 'b/1'}");

        awaitReason("yes");
        Others.Call call = OTHERS.to("/bookings/").getLast();
        assertThat(call.body()).isEqualTo(json("{'for': '" + userId + "'}"));
        assertThat(call.header("Idempotency-Key")).isNotEmpty();
        assertThat(whats(run())).containsExactly("entered", "asked", "answered", "evaluated", "exited");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "half \\ud83d a pair"})
    void anAnswerThatNoRunCanKeepIsNoneAndStopsNobody(String name) {
        OTHERS.reply = call -> call.path().startsWith("/names")
                ? new Reply(200, "{\"name\": \"" + name + "\"}")
                : new Reply(404, "{}");
        live("", """
                'start': {'type': 'http', 'method': 'get', 'url': '%s/names/1', 'map': {'n': '/name'},
                          'next': {'ok': 'wait', 'failed': 'no'}},
                'wait': {'type': 'wait', 'events': [{'event': 'bought'}], 'timeout': 'P1D',
                         'next': {'done': 'yes', 'timeout': 'no'}}""".formatted(OTHERS.url()) + EXITS);
        visits("{}");
        awaitNode("wait");
        happens("bought", "{}");

        awaitReason("yes");
        assertThat(steps(run()).get(2).path("detail").path("data")).isEqualTo(json("{}"));
    }

    @Test
    void aPassingFaultIsTriedAgainAndOneThatStaysIsToldToTheRun() {
        OTHERS.reply =
                call -> OTHERS.to("/flaky/" + userId).isEmpty() && call.path().contains("/flaky/")
                        ? new Reply(503, "{}")
                        : call.path().contains("/refused/") ? new Reply(403, "{}") : new Reply(200, "{}");
        live("", """
                'start': {'type': 'http', 'method': 'get', 'url': '%1$s/flaky/{{userId}}', 'retries': 3,
                          'next': {'ok': 'second', 'failed': 'no'}},
                'second': {'type': 'http', 'method': 'get', 'url': '%1$s/refused/{{userId}}', 'retries': 3,
                          'next': {'ok': 'no', 'failed': 'yes'}}""".formatted(OTHERS.url()) + EXITS);
        visits("{}");

        awaitReason("yes");
        assertThat(OTHERS.to("/flaky/" + userId)).hasSize(2);
        assertThat(OTHERS.to("/refused/" + userId)).hasSize(1);
    }

    @Test
    void anAddressWithinIsNotCalled() {
        live("", """
                'start': {'type': 'http', 'method': 'get', 'url': 'http://169.254.169.254/latest', 'next': {'ok': 'no', 'failed': 'yes'}}""" + EXITS);
        visits("{}");

        awaitReason("yes");
        JsonNode answered = steps(run()).get(2);
        assertThat(answered.path("detail").path("how").asString()).contains("expected: a public one");
    }

    @Test
    void historyFromBeforeTheEntryIsAskedOfEventService() {
        OTHERS.reply = call -> call.path().startsWith("/userEvent") ? new Reply(200, """
                        {"items": [{"attributes": {"stars": 5}}, {"attributes": {"stars": 4}}, {"attributes": {"stars": 5}}], "next": null}""") : new Reply(404, "{}");
        live("", """
                'start': {'type': 'condition', 'next': {'yes': 'yes', 'no': 'no'},
                          'when': {'type': 'history', 'event': 'stayed', 'atLeast': 2, 'within': 'P365D', 'attributes': {'stars': 5}}}""" + EXITS);
        visits("{}");

        awaitReason("yes");
        assertThat(OTHERS.to("userId=" + userId).getFirst().path())
                .contains("name=stayed")
                .contains("from=");
        assertThat(whats(run())).containsExactly("entered", "held", "answered", "evaluated", "exited");
    }

    @Test
    void theProfileIsAskedOfUserService() {
        OTHERS.reply = call -> call.path().equals("/profiles/" + userId)
                ? new Reply(200, "{\"about\": {\"spendingClass\": 3}}")
                : new Reply(404, "{}");
        live("", """
                'start': {'type': 'condition', 'next': {'yes': 'yes', 'no': 'no'},
                          'when': {'type': 'profile', 'at': '/about/spendingClass', 'is': 'gte', 'value': 2}}""" + EXITS);
        visits("{}");

        awaitReason("yes");
    }

    @Test
    void textsNameTheProfileWhichIsAskedOfUserServiceFirst() {
        OTHERS.reply = call -> call.path().equals("/profiles/" + userId)
                ? new Reply(200, "{\"about\": {\"gender\": \"f\"}, \"topics\": [\"sailing\"]}")
                : new Reply(200, "{}");
        live("", """
                'start': {'type': 'http', 'method': 'post', 'url': '%1$s/told/{{userId}}/{{profile.topics.0}}',
                          'body': {'about': '{{profile.about}}'}, 'next': {'ok': 'yes', 'failed': 'no'}}""".formatted(OTHERS.url()) + EXITS);
        visits("{}");

        awaitReason("yes");
        assertThat(OTHERS.to("/told/" + userId))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).endsWith("/sailing"))
                .extracting(Others.Call::body)
                .isEqualTo(json("{'about': {'gender': 'f'}}"));
        assertThat(whats(run())).containsExactly("entered", "asked", "answered", "asked", "answered", "exited");
    }

    @Test
    void whetherAGuestIsInASegmentIsAskedOfUserService() {
        OTHERS.reply = call -> call.path().equals("/users/" + userId + "/segments")
                ? new Reply(
                        200,
                        "{\"items\": [{\"segmentId\": \"gold\", \"name\": \"Gold\", \"enteredAt\": \"2026-11-01T00:00:00Z\"}]}")
                : new Reply(404, "{}");
        live("", """
                'start': {'type': 'condition', 'next': {'yes': 'yes', 'no': 'no'},
                          'when': {'type': 'all', 'rules': [{'type': 'segment', 'segmentId': 'gold'},
                                   {'type': 'not', 'rule': {'type': 'segment', 'segmentId': 'silver'}}]}}""" + EXITS);
        visits("{}");

        awaitReason("yes");
    }

    @Test
    void whereNobodyKnowsTheUnknownWayIsTaken() {
        OTHERS.reply = _ -> new Reply(404, "{}");
        live("", """
                'start': {'type': 'condition', 'next': {'yes': 'no', 'no': 'no', 'unknown': 'yes'},
                          'when': {'type': 'profile', 'at': '/x', 'is': 'exists'}}""" + EXITS);
        visits("{}");

        awaitReason("yes");
    }

    @Test
    void guestsAreUpdatedAndEventsAreTold() {
        live("", """
                'start': {'type': 'update-user', 'attributes': {'tier': '{{entry.tier}}'}, 'next': 'tell'},
                'tell': {'type': 'emit', 'event': 'tier_reached', 'attributes': {'tier': '{{entry.tier}}'}, 'next': 'yes'},
                'yes': {'type': 'exit', 'reason': 'yes'}""");
        visits("{'tier': 'gold'}");

        await().untilAsserted(() -> {
            assertThat(OTHERS.to("/users/" + userId))
                    .first()
                    .extracting(Others.Call::body)
                    .isEqualTo(json("{'attributes': {'tier': 'gold'}}"));
            assertThat(OTHERS.to("/event").stream()
                            .map(Others.Call::body)
                            .filter(body -> body.path("userId").asString().equals(userId)))
                    .singleElement()
                    .satisfies(body -> assertThat(body.path("attributes")).isEqualTo(json("{'tier': 'gold'}")));
        });
    }

    @Test
    void aSubJourneyIsWaitedForAndOthersAreStopped() {
        live("", """
                'start': {'type': 'journey', 'journeyId': 'welcome', 'wait': 'P1D', 'next': 'yes', 'timeout': 'no'}""" + EXITS);
        visits("{}");
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        messages.publish("users", userId, "user.registered", registration(false).put("userId", userId));

        await().untilAsserted(() -> assertThat(api.get("/journeys/runs?journeyId=" + journey, CLIENT)
                        .body()
                        .toString())
                .contains("\"reason\":\"yes\""));
    }

    @Test
    void aChannelWithoutAProviderIsRefusedWhenItIsSaved() {
        JsonNode refused =
                api.post("/journeys", CLIENT, definition(journey, "", """
                                'start': {'type': 'notification', 'channels': ['email', 'telegram'], 'category': 'marketing',
                                          'content': {'text': 'x'}, 'next': 'end'}, 'end': {'type': 'exit'}""")).body();

        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/nodes/start/channels");
        assertThat(refused.at("/errors/0/detail").asString())
                .isEqualTo("telegram (expected: a channel with a provider: email, live, inbox)");
    }

    @Test
    void aRunBeginsWithTheKeyThatACommandGives() {
        live("'exitRules': [{'on': 'done', 'key': 'ticket', 'reason': 'done'}],", """
                'start': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit'}""");
        api.post("/initiateJourney", CLIENT, Map.of("journeyId", journey, "userId", userId, "key", "t-7"));
        awaitNode("start");
        happens("done", "{'ticket': 't-7'}");

        awaitReason("done");
    }
}
