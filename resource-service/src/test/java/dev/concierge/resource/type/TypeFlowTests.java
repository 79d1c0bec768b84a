package dev.concierge.resource.type;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class TypeFlowTests {
    private static final String SCHEMA = """
            {"type": "object", "required": ["partySize"],
             "properties": {"partySize": {"type": "integer", "minimum": 1}, "day": {"type": "string", "format": "date"}}}
            """;

    @LocalServerPort
    private int port;

    private ResourceClient client = new ResourceClient(0);

    @BeforeEach
    void connect() {
        client = new ResourceClient(port);
    }

    @Test
    void aSchemaIsCountedInCharacters() {
        String described = "{\"description\": \"%s\"}";
        client.send(POST, "counted", "l", "", "{\"data\": {\"any\": 1}}")
                .expectStatus()
                .isCreated();

        client.exchange(PUT, "/businesses/counted/types/menu", described.formatted("\uD83C\uDF5D".repeat(40_000)))
                .expectStatus()
                .isOk();
        client.exchange(PUT, "/businesses/counted/types/menu", described.formatted("\uD83C\uDF5D".repeat(65_536)))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void whatIsWrittenMustFitItsType() {
        client.send(POST, "typed", "l", "", "{\"data\": {\"id\": \"before\", \"any\": 1}}")
                .expectStatus()
                .isCreated();
        client.exchange(PUT, "/businesses/typed/types/reservation", SCHEMA)
                .expectStatus()
                .isOk();

        client.exchange(PUT, "/businesses/typed/types/9", SCHEMA)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("{type}");

        ResponseSpec refused = client.send(POST, "typed", "l", "", "{\"data\": {\"partySize\": 0, \"day\": \"soon\"}}");
        refused.expectStatus().isBadRequest();
        assertThat(json(refused)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/data/partySize", "/data/day");
        client.send(POST, "typed", "l", "", "{\"data\": {\"id\": \"r\", \"partySize\": 2}}")
                .expectStatus()
                .isCreated();
        ResponseSpec without = client.send(PATCH, "typed", "l", "", "{\"data\": {\"id\": \"r\", \"partySize\": null}}");
        without.expectStatus().isBadRequest();
        assertThat(json(without).path("errors").path(0).toString())
                .contains("/data/partySize", "missing (expected: a value, as the schema requires)");
        ResponseSpec twin = client.exchange(
                PUT, "/businesses/typed/locations/l/resources/reservation/r", "{\"partySize\": \"two\"}");
        assertThat(json(twin).path("errors").path(0).path("pointer").asString()).isEqualTo("/partySize");
        client.exchange(POST, "/businesses/typed/locations/l/resources/menu", "{\"any\": 1}")
                .expectStatus()
                .isCreated();

        client.exchange(DELETE, "/businesses/typed/types/reservation", "")
                .expectStatus()
                .isNoContent();
        client.send(POST, "typed", "l", "", "{\"data\": {\"any\": 1}}")
                .expectStatus()
                .isCreated();
    }

    @Test
    void whatADescriberExpectsIsHeldOrNothingIsChanged() {
        client.send(POST, "typed8", "l", "", "{\"data\": {}}").expectStatus().isCreated();
        String menu = "/businesses/typed8/types/menu";
        expect(412, PUT, menu, SCHEMA, "If-Match", "*");
        client.get(menu).expectStatus().isNotFound();
        String first = tag(expect(200, PUT, menu, SCHEMA, "If-None-Match", "*"));
        assertThat(tag(client.get(menu))).isEqualTo(first);
        String second = tag(expect(200, PUT, menu, SCHEMA, "If-Match", first));

        expect(412, PUT, menu, "{}", "If-Match", first);
        expect(412, PUT, menu, "{}", "If-Match", "\"1\"");
        expect(412, PUT, menu, "{}", "If-None-Match", "*");
        expect(412, DELETE, menu, "", "If-Match", first);

        assertThat(tag(client.get(menu))).isEqualTo(second);
        assertThat(json(client.get(menu)).path("version").asInt()).isEqualTo(2);
        expect(200, PUT, menu, SCHEMA, "If-Match", "*");
        expect(204, DELETE, menu, "", "If-Match", tag(client.get(menu)));
        expect(404, DELETE, menu, "", "If-Match", "*");
    }

    private ResponseSpec expect(int status, HttpMethod method, String path, String body, String header, String tag) {
        ResponseSpec answer = client.exchange(method, path, body, header, tag);
        answer.expectStatus().isEqualTo(status);
        return answer;
    }

    private static String tag(ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody().returnResult().getResponseHeaders().getETag());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                                                      |
            {"type": "obj"}                                          | /type
            {"properties": {"a": {"$ref": "http://127.0.0.1/x"}}}    | /properties/a/$ref
            {"properties": {"a": {"$ref": "#/$defs/none"}}}          | /properties/a/$ref
            {"allOf": [{"$ref": "#"}]}                               |
            {"$id": "urn:mine"}                                      | /$id
            {"$schema": "http://json-schema.org/draft-07/schema#"}   | /$schema
            {"properties": {"a": {"pattern": "(a+)+$(?=b)"}}}        | /properties/a/pattern
            {"properties": {"a": {"pattern": "((a{500}){500}){9}"}}} | /properties/a/pattern
            {"patternProperties": {"(?<=a)b": {}}}                   | /patternProperties/(?<=a)b
            {"properties": {"a": {"x-searchable": "headline"}}}      | /properties/a/x-searchable
            {"properties": {"a": {"x-searchable": "tag"}}}           | /properties
            {"properties": {"a": {"x-searchable": "title", "x-personal": true}}} | /properties/a/x-searchable
            {"properties": {"a": {"x-searchable": "title", "items": {"properties": {"b": {"x-personal": true}}}}}} | /properties/a/x-searchable
            {"properties": {"a": {"x-searchable": "title", "$ref": "#/$defs/p"}}, "$defs": {"p": {"x-personal": true}}} | /properties/a/x-searchable
            """)
    void whatIsNoSchemaThatStandsAloneIsRefused(String schema, String pointer) {
        client.send(POST, "typed2", "l", "", "{\"data\": {}}").expectStatus().isCreated();
        ResponseSpec answer = client.exchange(PUT, "/businesses/typed2/types/t", schema);
        answer.expectStatus().isBadRequest();
        assertThat(json(answer).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer == null ? "" : pointer);
    }

    @Test
    void namesOfATenantAreNoKeywords() {
        client.send(POST, "typed5", "l", "", "{\"data\": {}}").expectStatus().isCreated();
        String schema = """
                {"properties": {"$id": {"type": "integer"}, "pattern": {"type": "string"}},
                 "default": {"$ref": "http://127.0.0.1/none"}}
                """;
        client.exchange(PUT, "/businesses/typed5/types/reservation", schema)
                .expectStatus()
                .isOk();
        client.send(POST, "typed5", "l", "", "{\"data\": {\"$id\": 1, \"pattern\": \"(\"}}")
                .expectStatus()
                .isCreated();
    }

    @Test
    void aSchemaThatAsksForMoreThanAnyMachineCouldDoRefusesTheBodyAtOnce() {
        client.send(POST, "typed6", "l", "", "{\"data\": {}}").expectStatus().isCreated();
        StringBuilder levels = new StringBuilder();
        for (int level = 0; level < 60; level++) {
            levels.append(
                    "\"l%d\": {\"properties\": {\"a\": {\"allOf\": [{\"$ref\": \"#/$defs/l%d\"}, {\"$ref\": \"#/$defs/l%d\"}]}}},"
                            .formatted(level, level + 1, level + 1));
        }
        String schema = "{\"$ref\": \"#/$defs/l0\", \"$defs\": {" + levels + "\"l60\": {\"type\": \"string\"}}}";
        client.exchange(PUT, "/businesses/typed6/types/reservation", schema)
                .expectStatus()
                .isOk();

        String deep = "{\"a\": ".repeat(61) + "1" + "}".repeat(61);
        ResponseSpec refused = client.send(POST, "typed6", "l", "", "{\"data\": " + deep + "}");
        refused.expectStatus().isBadRequest();
        assertThat(json(refused).path("errors").path(0).path("detail").asString())
                .contains("too many steps");
    }

    @Test
    void theStreamIsCheckedLikeRest() {
        client.send(POST, "typed7", "l", "", "{\"data\": {\"id\": \"before\"}}")
                .expectStatus()
                .isCreated();
        client.exchange(PUT, "/businesses/typed7/types/reservation", SCHEMA)
                .expectStatus()
                .isOk();
        client.exchange(
                        POST,
                        "/resource-operations",
                        "{\"operation\": \"create\", \"businessId\": \"typed7\", \"locationId\": \"l\", \"resourceType\": \"reservation\", \"requestId\": \"typed7-1\", \"data\": {\"partySize\": 0}}")
                .expectStatus()
                .isAccepted();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode operation = json(client.get("/operations/typed7-1"));
            assertThat(operation.path("status").asString()).isEqualTo("failed");
            assertThat(operation
                            .path("problem")
                            .path("errors")
                            .path(0)
                            .path("pointer")
                            .asString())
                    .isEqualTo("/data/partySize");
        });
    }

    @Test
    void aTypeIsItsBusinessOwn() {
        client.send(POST, "typed3", "l", "", "{\"data\": {}}");
        client.exchange(PUT, "/businesses/typed3/types/reservation", SCHEMA)
                .expectStatus()
                .isOk();
        client.send(POST, "typed4", "l", "", "{\"data\": {\"any\": 1}}")
                .expectStatus()
                .isCreated();
        ResourceClient other =
                new ResourceClient(port, TestTokens.clientOf("typed4", "resources:read", "resources:write"));
        other.get("/businesses/typed3/types").expectStatus().isNotFound();
        other.get("/businesses/typed3/types/reservation").expectStatus().isNotFound();
        other.exchange(PUT, "/businesses/typed3/types/reservation", "{}")
                .expectStatus()
                .isNotFound();
        assertThat(json(client.get("/businesses/typed3/types"))
                        .path("items")
                        .path(0)
                        .path("resourceType")
                        .asString())
                .isEqualTo("reservation");
    }
}
