package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a journey may do to all of its guests together. */
class LimitFlowTests extends OwnJourney {
    private static final String TELL = """
            'start': {'type': 'notification', 'channels': ['email', 'inbox'], 'category': 'transactional',
                'content': {'text': 'Hello'}, 'next': 'rest'},
            'rest': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit'}""";

    LimitFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void whoComesFasterThanThePaceIsHeldAndNobodyIsLost() {
        live("'limits': {'entriesPerMinute': 2},", TELL);
        for (int visit = 0; visit < 4; visit++) {
            visits("{}");
        }
        settle();

        assertThat(runs()).hasSize(4);
        assertThat(ofGuest("notifications")).hasSize(1);
        assertThat(gated())
                .hasSize(3)
                .allSatisfy(detail -> assertThat(detail.path("why").asString()).isEqualTo("more than its pace lets"));
        pass(Duration.ofSeconds(31));
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(2));
        pass(Duration.ofSeconds(62));
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(4));
        assertThat(refusals()).isEmpty();
    }

    @Test
    void messagesWaitForTheirTurns() {
        live("'limits': {'messagesPerMinute': 1},", TELL);
        for (int visit = 0; visit < 3; visit++) {
            visits("{}");
        }
        settle();

        assertThat(ofGuest("notifications")).hasSize(1);
        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(2));
        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(ofGuest("notifications")).hasSize(3));
    }

    @Test
    void aJourneyHasNoMoreRunsThanItMayHaveAtAll() {
        live("'limits': {'runs': 2},", TELL);
        assertThat(entrants().path("cap").asLong()).isEqualTo(2);
        for (int visit = 0; visit < 5; visit++) {
            visits("{}");
        }
        settle();

        assertThat(runs()).hasSize(2);
        assertThat(refusals()).hasSize(1);
        assertThat(refusals().getFirst().path("reason").asString()).isEqualTo("cap");
        assertThat(refusals().getFirst().path("times").asInt()).isEqualTo(3);
        assertThat(entrants().path("wouldEnter").asLong()).isZero();
    }

    @Test
    void aMessageAndAChannelTakeNoMoreThanTheyMayAtAll() {
        live("'limits': {'nodes': {'start': 3}, 'channels': {'email': 1}},", TELL);
        for (int visit = 0; visit < 5; visit++) {
            visits("{}");
        }
        settle();

        assertThat(runs()).hasSize(5);
        assertThat(ofGuest("notifications").stream()
                        .map(message -> message.data().path("channels").toString()))
                .containsExactlyInAnyOrder("[\"email\",\"inbox\"]", "[\"inbox\"]", "[\"inbox\"]");
        assertThat(runs().stream().filter(run -> whats(run).contains("skipped")))
                .hasSize(2);
    }

    @Test
    void aLimitOfSomethingElseIsNamed() {
        assertThat(api.post(
                                "/journeys",
                                CLIENT,
                                definition(journey, "'limits': {'nodes': {'rest': 1}, 'channels': {'fax': 2}},", TELL))
                        .body()
                        .toString())
                .contains("/limits/nodes/rest", "under the id of a notification", "/limits/channels/fax");
    }

    private List<JsonNode> gated() {
        return runs().stream()
                .flatMap(run -> steps(run).stream())
                .filter(step -> step.path("what").asString().equals("gated"))
                .map(step -> step.path("detail"))
                .toList();
    }

    private JsonNode entrants() {
        return api.get("/journeys/" + journey + "/entrants", CLIENT).body();
    }

    private List<JsonNode> refusals() {
        return api.get("/journeys/runs/refusals?userId=" + userId, CLIENT)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }
}
