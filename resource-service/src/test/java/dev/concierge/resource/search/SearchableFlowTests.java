package dev.concierge.resource.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"items", "users"})
class SearchableFlowTests {
    private static final String SCHEMA = """
            {"properties": {
                "name": {"type": "string", "x-searchable": "title"},
                "about": {"type": "string", "x-searchable": "description"},
                "kinds": {"type": "array", "x-searchable": "tag"},
                "seats": {"type": "integer", "x-searchable": "attribute"},
                "owner": {"type": "string", "x-personal": true},
                "note": {"type": "string"}}}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    private ResourceClient client = new ResourceClient(0);

    @BeforeEach
    void connect() {
        client = new ResourceClient(port);
    }

    @Test
    void whatItsTypeOpensCanBeFoundAndNothingElse() {
        described("found");
        create(
                "found",
                "r",
                "\"about\": \"By the sea\", \"kinds\": [\"fish\", \"wine\"], \"seats\": 40, "
                        + "\"owner\": \"Ada\", \"note\": \"secret\"");

        JsonNode item = saved("found", "r");
        Contracts.assertValid("items", "item.saved", item);
        assertThat(item.path("type").asString()).isEqualTo("resource");
        assertThat(item.path("title").asString()).isEqualTo("r at found");
        assertThat(item.path("description").asString()).isEqualTo("By the sea");
        assertThat(item.path("tags").toString()).isEqualTo("[\"fish\",\"wine\"]");
        assertThat(item.path("attributes").path("seats").asInt()).isEqualTo(40);
        assertThat(item.toString()).doesNotContain("Ada", "secret");

        client.send(DELETE, "found", "l", "?id=r", "").expectStatus().isOk();
        Contracts.assertValid("items", "item.deleted", deleted(item));
    }

    @Test
    void whatHasNoTitleAnyMoreIsTakenBack() {
        described("untitled");
        create("untitled", "r", "\"seats\": 1");
        JsonNode item = saved("untitled", "r");

        client.send(PATCH, "untitled", "l", "", "{\"data\": {\"id\": \"r\", \"name\": null}}")
                .expectStatus()
                .isOk();

        deleted(item);
    }

    @Test
    void whatWasThereBeforeFollowsTheSchema() {
        create("followed", "r", "\"seats\": 1");
        described("followed");
        JsonNode item = saved("followed", "r");

        client.exchange(DELETE, "/businesses/followed/types/reservation", "")
                .expectStatus()
                .isNoContent();

        deleted(item);
    }

    @Test
    void anErasedBusinessIsFoundNoMore() {
        described("erased");
        create("erased", "r", "\"seats\": 1");
        JsonNode item = saved("erased", "r");

        client.exchange(DELETE, "/businesses/erased", "").expectStatus().isAccepted();

        deleted(item);
    }

    private void described(String business) {
        client.send(POST, business, "l", "", "{\"data\": {\"id\": \"first\"}}")
                .expectStatus()
                .isCreated();
        client.exchange(PUT, "/businesses/" + business + "/types/reservation", SCHEMA)
                .expectStatus()
                .isOk();
    }

    private void create(String business, String id, String members) {
        client.send(
                        POST,
                        business,
                        "l",
                        "",
                        "{\"data\": {\"id\": \"%s\", \"name\": \"%s at %s\", %s}}".formatted(id, id, business, members))
                .expectStatus()
                .isCreated();
    }

    private JsonNode saved(String business, String id) {
        return messages.await(
                "items",
                "item.saved",
                item -> item.path("attributes").path("businessId").asString().equals(business)
                        && item.path("attributes").path("resourceId").asString().equals(id));
    }

    private JsonNode deleted(JsonNode saved) {
        return messages.await(
                "items", "item.deleted", item -> item.path("itemId").equals(saved.path("itemId")));
    }
}
