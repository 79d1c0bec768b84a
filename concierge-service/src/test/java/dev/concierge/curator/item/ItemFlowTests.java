package dev.concierge.curator.item;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FlowTest
class ItemFlowTests {
    private static final Map<String, Object> SAILING = Map.of(
            "type", "experience",
            "title", "Sailing at sunset",
            "description", "Two hours on the bay.",
            "tags", List.of("sailing", "sunset"),
            "attributes", Map.of("durationMinutes", 120, "host", Map.of("name", "Ada")));

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aSavedItemIsKeptAndToldOf() {
        JsonNode saved =
                json(client().post("/items", SAILING, null).expectStatus().isCreated());

        String id = saved.path("itemId").asString();
        assertThat(json(client().get("/items/" + id))).isEqualTo(saved);
        assertThat(saved.path("attributes").path("host").path("name").asString())
                .isEqualTo("Ada");
        JsonNode told = messages.await(
                "items", "item.saved", data -> data.path("itemId").asString().equals(id));
        assertThat(told.properties())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(saved.get(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void aDeletedItemIsGoneAndToldOf() {
        String id = json(client().post("/items", SAILING, null)).path("itemId").asString();

        client().delete("/items/" + id).expectStatus().isNoContent();

        client().get("/items/" + id).expectStatus().isNotFound();
        client().delete("/items/" + id).expectStatus().isNotFound();
        messages.await(
                "items", "item.deleted", data -> data.path("itemId").asString().equals(id));
    }

    @Test
    void theListBeginsWithTheNewest() {
        jdbc.sql("DELETE FROM items WHERE uuid_extract_version(item_id) <> 7") // other tests' ids say no time
                .update();
        List<String> ids = List.of(
                json(client().post("/items", SAILING, null)).path("itemId").asString(),
                json(client().post("/items", SAILING, null)).path("itemId").asString(),
                json(client().post("/items", SAILING, null)).path("itemId").asString());

        JsonNode first = json(client().get("/items?limit=2"));
        JsonNode second =
                json(client().get("/items?limit=1&cursor=" + first.path("next").asString()));

        assertThat(first.path("items")
                        .valueStream()
                        .map(item -> item.path("itemId").asString()))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(second.path("items").path(0).path("itemId").asString()).isEqualTo(ids.get(0));
    }

    @Test
    void aRepeatedRequestSavesOnce() {
        String key = UUID.randomUUID().toString();
        JsonNode first = json(client().post("/items", SAILING, key));

        JsonNode second =
                json(client().post("/items", SAILING, key).expectHeader().valueEquals("Idempotency-Replay", "true"));
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"holiday, t, /type", "gem, ' ', /title"})
    void badInputIsLocated(String type, String title, String pointer) {
        JsonNode problem = json(client().post("/items", Map.of("type", type, "title", title), null)
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo(pointer);
    }

    /** Pages show them as images and links: a script, or an address without a scheme, is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "cat.png", "https://", " https://a.b"
            })
    void mediaAreAddressesOfTheWeb(String address) {
        JsonNode problem = json(client().post(
                        "/items", Map.of("type", "gem", "title", "t", "media", List.of("/content/1", address)), null)
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/media/1");
    }

    @Test
    void whatCouldNeverBeSentIsRefusedAtItsField() {
        JsonNode problem = json(client().post(
                        "/items",
                        Map.of("type", "gem", "title", "t", "attributes", Map.of("a", "x".repeat(900_000))),
                        null)
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/attributes");
    }

    @Test
    void theLargestItemIsKeptAndToldOf() {
        String face = "😀";
        Map<String, Object> largest = Map.of(
                "type", "gem",
                "title", face.repeat(200),
                "description", face.repeat(10_000),
                "tags", List.of(face.repeat(64)),
                "attributes", Map.of("a", "x".repeat(32_000)));

        String id = json(client().post("/items", largest, null).expectStatus().isCreated())
                .path("itemId")
                .asString();

        messages.await(
                "items", "item.saved", data -> data.path("itemId").asString().equals(id));
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
