package dev.concierge.resource.unit;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@FlowTest(topics = "users")
class UnitFlowTests {
    private static final String UNIT = "{\"name\": \"Kayak\", \"capacity\": 4}";
    private static final String CALENDAR = "{\"url\": \"https://example.com/a.ics\"}";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"false, ''", "true, /calendar"})
    void whatACallerExpectsIsHeldOrNothingIsChanged(boolean isCalendar, String below) {
        String business = isCalendar ? "followed-units" : "held-units";
        String path = "/businesses/" + business + "/locations/l/units/k" + below;
        String body = isCalendar ? CALENDAR : UNIT;
        ResourceClient client = new ResourceClient(port);
        client.send(POST, business, "l", "", "{\"data\": {}}").expectStatus().isCreated();
        if (isCalendar) {
            client.exchange(PUT, path.replace(below, ""), UNIT).expectStatus().isOk();
        }

        assertThat(status(PUT, path, body, "If-Match", "*")).isEqualTo(412);
        assertThat(status(PUT, path, body, "If-Match", "\"other\"")).isEqualTo(412);
        client.get(path).expectStatus().isNotFound();
        assertThat(status(PUT, path, body, "If-None-Match", "*")).isEqualTo(200);
        assertThat(status(PUT, path, body, "If-None-Match", "*")).isEqualTo(412);
        assertThat(status(DELETE, path, "", "If-Match", "\"other\"")).isEqualTo(412);
        assertThat(json(client.get(path)).path("version").asInt()).isEqualTo(1);
        assertThat(status(PUT, path, body, "If-Match", "*")).isEqualTo(200);
        // what a calendar shows changes with each reading of it
        String fresh = isCalendar ? "*" : tag(client.get(path));
        assertThat(status(DELETE, path, "", "If-Match", fresh)).isEqualTo(204);
    }

    @Test
    void aLocationThatIsNotThereIsNotOneWithoutUnits() {
        ResourceClient client = new ResourceClient(port);
        client.send(POST, "listed-units", "l", "", "{\"data\": {}}")
                .expectStatus()
                .isCreated();

        client.get("/businesses/listed-units/locations/l/units").expectStatus().isOk();
        client.get("/businesses/listed-units/locations/elsewhere/units")
                .expectStatus()
                .isNotFound();
    }

    /** The first write adds its business and location; taking away what is not there is none. */
    @ParameterizedTest
    @CsvSource({"DELETE, ''", "DELETE, /calendar", "PUT, /calendar"})
    void whatIsNotThereIsNotAddedByTakingItAwayOrFollowingIt(String method, String below) {
        ResourceClient client = new ResourceClient(port);

        client.exchange(
                        HttpMethod.valueOf(method),
                        "/businesses/never-written/locations/l/units/k" + below,
                        method.equals("PUT") ? CALENDAR : "")
                .expectStatus()
                .isNotFound();

        client.get("/businesses/never-written").expectStatus().isNotFound();
    }

    private int status(HttpMethod method, String path, String body, String header, String expected) {
        return new ResourceClient(port)
                .exchange(method, path, body, header, expected)
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static String tag(ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody().returnResult().getResponseHeaders().getETag());
    }
}
