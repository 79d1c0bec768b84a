package dev.concierge.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.route.Routes;
import dev.concierge.platform.fleet.FleetService;
import dev.concierge.testsupport.FlowTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest
class FleetPagesFlowTests extends FakeFleet {
    @ParameterizedTest
    @CsvSource({
        "/assets/no-console.js, javascript, /health",
        "/assets/pages.css, text/css, main",
        "/docs, text/html, swagger-ui",
        "/assets/docs.js, javascript, SwaggerUIBundle",
        "/docs/assets/swagger-ui.css, text/css, .swagger-ui",
        "/docs/assets/swagger-ui-bundle.js, javascript, SwaggerUIBundle",
        "/docs/assets/swagger-ui-standalone-preset.js, javascript, SwaggerUIStandalonePreset",
    })
    void pagesAreServedToEverybody(String path, String type, String content) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains(type);
        assertThat(answer.body()).contains(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/", "/docs", "/assets/no-console.js", "/docs/assets/swagger-ui.css", "/health", "/livez"
            })
    void headIsGetWithoutTheBody(String path) throws Exception {
        HttpResponse<String> answer = send(request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type"))
                .isEqualTo(get(path).headers().firstValue("Content-Type"));
    }

    @Test
    void pagesRunOnlyTheirOwnScripts() throws Exception {
        assertThat(get("/docs").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    @Test
    void healthTellsWhoIsReachable() throws Exception {
        HttpResponse<String> answer = get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode health = new JsonMapper().readTree(answer.body());
        assertThat(health.path("status").asString()).isEqualTo("DEGRADED");
        JsonNode components = health.path("components");
        assertThat(components.path("user-service").asString()).isEqualTo("UP");
        assertThat(components.path("datemaker").asString()).isEqualTo("DOWN");
        assertThat(components.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Routes.SERVICES.stream().map(FleetService::name), Stream.of("redis"))
                                .toList());
    }
}
