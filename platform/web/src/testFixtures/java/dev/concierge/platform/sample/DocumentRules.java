package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document says beside what springdoc finds, on any stack. */
abstract class DocumentRules {
    @LocalServerPort
    private int port;

    private JsonNode document = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void read() {
        document = new Http(port).get("/v3/api-docs").json();
    }

    @Test
    void saysWhomAnOperationAnswers() {
        JsonNode one = operation("/samples/{id}", "get");

        assertThat(one.path("x-callers")).isEqualTo(json("""
                [{"kind": "client", "scope": "samples:read"}, {"kind": "operator"}, {"kind": "guest", "own": "id"}]"""));
        assertThat(one.path("security")).isEqualTo(json("""
                [{"bearer": ["samples:read"]}, {"bearer": []}]"""));
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void letsTheMostSpecificRouteSpeak() {
        assertThat(operation("/samples/special", "get").path("x-callers")).isEqualTo(json("""
                [{"kind": "operator"}]"""));
    }

    @Test
    void saysThatADoorIsOpen() {
        assertThat(operation("/open", "get").path("security")).isEqualTo(json("[]"));
        assertThat(operation("/open", "get").path("x-callers")).isEqualTo(json("[]"));
    }

    @Test
    void grantsNothingToWhatIsNotListed() {
        assertThat(operation("/unlisted", "get").isObject()).isTrue();
        assertThat(operation("/unlisted", "get").has("x-callers")).isFalse();
    }

    @Test
    void listsDoorsThatNoOperationDescribes() {
        assertThat(document.path("x-rules")).isEqualTo(json("""
                [{"method": "GET", "path": "/listed-only", "x-callers": [{"kind": "client", "scope": "samples:read"}]}]"""));
    }

    @Test
    void showsPageRequestsAsTheirParameters() {
        assertThat(operation("/samples", "get")
                        .path("parameters")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("cursor", "limit");
        assertThat(operation("/samples", "get")
                        .at("/parameters/1/schema/maximum")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void showsPreconditionsAsTheirHeaders() {
        assertThat(operation("/caller", "put")
                        .path("parameters")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("If-Match", "If-None-Match");
    }

    @Test
    void showsWhatHoldsForAll() {
        assertThat(document.path("x-max-body").asInt()).isEqualTo(10 * 1024);
        assertThat(operation("/open", "get").at("/responses/default/$ref").asString())
                .isEqualTo("#/components/responses/Problem");
        assertThat(document.at("/components/schemas/Problem/properties/errors").isObject())
                .isTrue();
    }

    private JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
