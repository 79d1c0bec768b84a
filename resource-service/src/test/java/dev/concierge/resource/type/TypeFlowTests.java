package dev.concierge.resource.type;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@FlowTest
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
    void whatIsWrittenMustFitItsType() {
        client.send(POST, "typed", "l", "", "{\"data\": {\"id\": \"before\", \"any\": 1}}").expectStatus().isCreated();
        client.exchange(PUT, "/businesses/typed/types/reservation", SCHEMA)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");

        ResponseSpec refused = client.send(POST, "typed", "l", "", "{\"data\": {\"partySize\": 0, \"day\": \"soon\"}}");
        refused.expectStatus().isBadRequest();
        assertThat(json(refused).path("errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/data/partySize", "/data/day");
        client.send(POST, "typed", "l", "", "{\"data\": {\"id\": \"r\", \"partySize\": 2}}").expectStatus().isCreated();
        client.send(PATCH, "typed", "l", "", "{\"data\": {\"id\": \"r\", \"partySize\": null}}").expectStatus().isBadRequest();
        ResponseSpec twin = client.exchange(
                PUT, "/businesses/typed/locations/l/resources/reservation/r", "{\"partySize\": \"two\"}");
        assertThat(json(twin).path("errors").path(0).path("pointer").asString()).isEqualTo("/partySize");
        client.exchange(POST, "/businesses/typed/locations/l/resources/menu", "{\"any\": 1}").expectStatus().isCreated();

        client.exchange(DELETE, "/businesses/typed/types/reservation", "").expectStatus().isNoContent();
        client.send(POST, "typed", "l", "", "{\"data\": {\"any\": 1}}").expectStatus().isCreated();
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
            """)
    void whatIsNoSchemaThatStandsAloneIsRefused(String schema, String pointer) {
        client.send(POST, "typed2", "l", "", "{\"data\": {}}").expectStatus().isCreated();
        ResponseSpec answer = client.exchange(PUT, "/businesses/typed2/types/t", schema);
        answer.expectStatus().isBadRequest();
        assertThat(json(answer).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer == null ? "" : pointer);
    }

    @Test
    void aTypeIsItsBusinessOwn() {
        client.send(POST, "typed3", "l", "", "{\"data\": {}}");
        client.exchange(PUT, "/businesses/typed3/types/reservation", SCHEMA).expectStatus().isOk();
        client.send(POST, "typed4", "l", "", "{\"data\": {\"any\": 1}}").expectStatus().isCreated();
        ResourceClient other = new ResourceClient(port, TestTokens.clientOf("typed4", "resources:read", "resources:write"));
        other.get("/businesses/typed3/types").expectStatus().isNotFound();
        other.get("/businesses/typed3/types/reservation").expectStatus().isNotFound();
        other.exchange(PUT, "/businesses/typed3/types/reservation", "{}").expectStatus().isNotFound();
        assertThat(json(client.get("/businesses/typed3/types")).path("items").path(0).path("resourceType").asString())
                .isEqualTo("reservation");
    }
}
