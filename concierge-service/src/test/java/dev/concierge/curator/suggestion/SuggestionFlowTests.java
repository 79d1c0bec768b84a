package dev.concierge.curator.suggestion;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"interactions", "users", "notifications"})
class SuggestionFlowTests {
    private final String ada = UUID.randomUUID().toString();
    private final String adas = TestTokens.guest(ada);
    private final String title = "Sailing " + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Test
    void aSuggestionIsAThoughtAndNeverAnItem() {
        JsonNode suggestion = propose();

        assertThat(suggestion.path("real").asBoolean(true)).isFalse();
        assertThat(json(client().get("/items?limit=200", adas)).path("items").valueStream())
                .noneMatch(item -> item.path("title").asString().equals(title));
        assertThat(messages.received("items"))
                .noneMatch(message -> message.data().path("title").asString("").equals(title));
        assertThat(json(client().get("/jobs", adas)).path("items")).isEmpty();
    }

    @Test
    void oneThatIsAcceptedIsADraftOfTheGuests() {
        String id = propose().path("suggestionId").asString();

        JsonNode accepted = json(client().as(adas, "POST", "/suggestions/" + id + "/accept", null)
                .expectStatus()
                .isOk());

        JsonNode draft =
                json(client().get("/jobs/" + accepted.path("jobRequestId").asString(), adas));
        assertThat(draft.path("status").asString()).isEqualTo("DRAFT");
        assertThat(draft.path("owner").asString()).isEqualTo(ada);
        client().as(adas, "POST", "/suggestions/" + id + "/dismiss", null)
                .expectStatus()
                .isEqualTo(409);
    }

    /** As the assistant does it, once the guest has said yes. */
    @Test
    void oneThatWasAgreedToBeforeIsADraftAtOnce() {
        Map<String, Object> agreed =
                Map.of("guest", ada, "title", title, "reason", "You asked for it", "accepted", true);
        String service = TestTokens.service("dorathy-search", "items:write");

        JsonNode suggestion = json(client().as(service, "POST", "/suggestions", agreed));
        assertThat(suggestion.path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(suggestion.path("real").asBoolean(true)).isFalse();
        JsonNode draft =
                json(client().get("/jobs/" + suggestion.path("jobRequestId").asString(), adas));
        assertThat(draft.path("status").asString()).isEqualTo("DRAFT");
        assertThat(draft.path("actor").asString()).isEqualTo(ada);
        client().as(adas, "POST", "/suggestions", agreed).expectStatus().isForbidden();
    }

    @Test
    void oneThatIsDismissedStaysSo() {
        String id = propose().path("suggestionId").asString();

        client().as(adas, "POST", "/suggestions/" + id + "/dismiss", null)
                .expectStatus()
                .isOk();

        client().as(adas, "POST", "/suggestions/" + id + "/accept", null)
                .expectStatus()
                .isEqualTo(409);
        assertThat(json(client().get("/suggestions?status=DISMISSED", adas)).path("items"))
                .hasSize(1);
    }

    @Test
    void listsAreNewestFirstAndNothingIsLeftOfAGuestWhoIsErased() {
        String first = propose().path("suggestionId").asString();
        String second = propose().path("suggestionId").asString();

        JsonNode page = json(client().get("/suggestions?limit=1", adas));
        assertThat(page.path("items").path(0).path("suggestionId").asString()).isEqualTo(second);
        assertThat(page.path("items").path(0).path("sketch").path("topics").asString())
                .isEqualTo("sea");
        JsonNode rest = json(
                client().get("/suggestions?limit=1&cursor=" + page.path("next").asString(), adas));
        assertThat(rest.path("items").path(0).path("suggestionId").asString()).isEqualTo(first);
        assertThat(rest.path("next").isNull()).isTrue();

        messages.publish("users", ada, "user.deleted", Map.of("userId", ada, "deletedAt", "2026-11-29T12:00:00Z"));

        await().untilAsserted(() -> assertThat(
                        json(client().get("/suggestions", adas)).path("items"))
                .isEmpty());
    }

    @Test
    void othersSeeNothingOfIt() {
        String id = propose().path("suggestionId").asString();
        String eve = TestTokens.guest(UUID.randomUUID());

        client().get("/suggestions/" + id, eve).expectStatus().isNotFound();
        client().as(eve, "POST", "/suggestions/" + id + "/accept", null)
                .expectStatus()
                .isNotFound();
        client().as(eve, "POST", "/suggestions", Map.of("guest", ada, "title", "t", "reason", "r"))
                .expectStatus()
                .isForbidden();
    }

    private JsonNode propose() {
        return json(client().as(
                        TestTokens.service("dorathy-search", "items:write"),
                        "POST",
                        "/suggestions",
                        Map.of(
                                "guest",
                                ada,
                                "title",
                                title,
                                "reason",
                                "You like the sea",
                                "sketch",
                                Map.of("topics", "sea")))
                .expectStatus()
                .isCreated());
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
