package dev.concierge.resource.offer;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What other services' jobs have made here, and taken back. */
@FlowTest(topics = "users")
class OfferRequestFlowTests {
    private final String business = "jobs-" + UUID.randomUUID();
    private final UUID request = UUID.randomUUID();

    @LocalServerPort
    private int port;

    private ResourceClient job = new ResourceClient(0);
    private ResourceClient tenant = new ResourceClient(0);

    @BeforeEach
    void place() {
        job = new ResourceClient(port, TestTokens.service("concierge-service", "resources:write"));
        tenant = new ResourceClient(port);
        tenant.exchange(
                        POST,
                        "/businesses",
                        "{\"businessId\": \"" + business + "\", \"name\": \"B\", \"zone\": \"UTC\"}")
                .expectStatus()
                .isCreated();
        tenant.exchange(
                        POST,
                        "/businesses/" + business + "/locations",
                        "{\"locationId\": \"l\", \"name\": \"L\", \"zone\": \"UTC\"}")
                .expectStatus()
                .isCreated();
        new OfferedPlace(port, business).with("there", 2);
    }

    @Test
    void anOfferIsMadeWithWhatItNeedsAndCannotBeBookedBeforeItIsActivated() {
        JsonNode made = json(make(2).expectStatus().isOk());
        JsonNode again = json(make(2).expectStatus().isOk());

        assertThat(again.path("offerId")).isEqualTo(made.path("offerId"));
        assertThat(made.path("terms").path("active").asBoolean()).isFalse();
        assertThat(units()).isEqualTo(2);
        assertThat(resources()).isEqualTo(1);
        ResourceClient guest = new ResourceClient(port, TestTokens.guest(UUID.randomUUID()));
        String offer = "/offers/" + business + "/" + made.path("offerId").asString();
        guest.get(offer).expectStatus().isNotFound();

        job.exchange(POST, at() + "/activation", "").expectStatus().isOk();
        job.exchange(POST, at() + "/activation", "").expectStatus().isOk();

        guest.get(offer).expectStatus().isOk();
    }

    @Test
    void whatIsTakenBackLeavesWhatWasThereBefore() {
        make(2).expectStatus().isOk();

        job.exchange(DELETE, at(), "").expectStatus().isNoContent();
        job.exchange(DELETE, at(), "").expectStatus().isNoContent();

        assertThat(units()).isEqualTo(1);
        assertThat(resources()).isZero();
        assertThat(json(tenant.get("/offers/" + business)).path("items").size()).isZero();
        job.exchange(POST, at() + "/activation", "").expectStatus().isEqualTo(409);
    }

    @Test
    void aRequestThatComesAfterItWasTakenBackIsRefused() {
        job.exchange(DELETE, at(), "").expectStatus().isNoContent();

        JsonNode problem = json(make(2).expectStatus().isEqualTo(409));

        assertThat(problem.path("code").asString()).isEqualTo("offer-request-withdrawn");
        assertThat(units()).isEqualTo(1);
        assertThat(resources()).isZero();
    }

    @Test
    void aUnitThatOthersNeedMeanwhileStays() {
        make(2).expectStatus().isOk();
        new OfferedPlace(port, business).offer(OfferedPlace.terms(false, false, "new"));

        job.exchange(DELETE, at(), "").expectStatus().isNoContent();

        assertThat(units()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedLeavesNothing() {
        JsonNode problem = json(make(3).expectStatus().isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/units/1/capacity");
        assertThat(units()).isEqualTo(1);
        assertThat(resources()).isZero();
        make(2).expectStatus().isOk();
    }

    @Test
    void otherContentUnderTheSameRequestIsRefused() {
        make(2).expectStatus().isOk();

        job.exchange(PUT, at(), body(2).replace("Kayak tour", "Other tour"))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void aGuestsOfferTakesNoUnitThatWasThere() {
        JsonNode named = json(ask(guests(List.of("new", "there"), "new", "there"))
                .expectStatus()
                .isBadRequest());
        JsonNode unnamed =
                json(ask(guests(List.of("new", "there"), "new")).expectStatus().isBadRequest());

        assertThat(named.path("errors").path(0).path("pointer").asString()).isEqualTo("/units/1/unitId");
        assertThat(named.path("errors").path(0).path("detail").asString()).startsWith("there (expected: ");
        assertThat(unnamed.path("errors").path(0).path("pointer").asString()).isEqualTo("/terms/requires/0/anyOf/1");
        assertThat(unnamed.path("errors").path(0).path("detail").asString())
                .contains("a unit that comes with the request");
        assertThat(units()).isEqualTo(1);
        assertThat(resources()).isZero();
        assertThat(json(tenant.get("/offers/" + business)).path("items").size()).isZero();
    }

    @Test
    void whatAGuestsRequestHasMadeIsItsOwnWheneverItComesAgainAndNobodyElses() {
        String body = guests(List.of("new"), "new");
        JsonNode made = json(ask(body).expectStatus().isOk());

        assertThat(json(ask(body).expectStatus().isOk()).path("offerId")).isEqualTo(made.path("offerId"));
        assertThat(json(ask(body.replace(", \"ofGuest\": true", ""))
                                .expectStatus()
                                .isOk())
                        .path("offerId"))
                .as("as a job asked that was under way before guests were told from others")
                .isEqualTo(made.path("offerId"));
        job.exchange(PUT, "/offers/" + business + "/requests/" + UUID.randomUUID(), body)
                .expectStatus()
                .isBadRequest();
        job.exchange(DELETE, at(), "").expectStatus().isNoContent();
        job.exchange(PUT, "/offers/" + business + "/requests/" + UUID.randomUUID(), body)
                .expectStatus()
                .isOk();
    }

    @Test
    void aGuestBringsNothingOfATypeThatTheBusinessKeeps() {
        tenant.exchange(PUT, "/businesses/" + business + "/types/kayak", "{\"type\": \"object\"}")
                .expectStatus()
                .isOk();

        JsonNode problem =
                json(ask(guests(List.of("new"), "new")).expectStatus().isBadRequest());

        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/resources/0/type");
        assertThat(problem.path("errors").path(0).path("detail").asString()).startsWith("kayak (expected: ");
        assertThat(units()).isEqualTo(1);
        make(2).expectStatus().isOk();
    }

    private ResponseSpec ask(String body) {
        return job.exchange(PUT, at(), body);
    }

    /** As a guest's job asks for it. */
    private static String guests(List<String> offered, String... brought) {
        String units = Stream.of(brought)
                .map(unit -> "{\"unitId\": \"" + unit + "\", \"name\": \"Unit\", \"capacity\": 2}")
                .collect(Collectors.joining(", "));
        return """
                {"locationId": "l", "units": [%s], "resources": [{"type": "kayak", "data": {"colour": "red"}}],
                 "terms": %s, "ofGuest": true}
                """.formatted(units, OfferedPlace.terms(false, false, offered.toArray(String[]::new)));
    }

    private ResponseSpec make(int capacity) {
        return job.exchange(PUT, at(), body(capacity));
    }

    private static String body(int capacity) {
        return """
                {"locationId": "l", "units": [{"unitId": "new", "name": "New", "capacity": 1},
                  {"unitId": "there", "name": "There", "capacity": %d}],
                 "resources": [{"type": "kayak", "data": {"colour": "red"}}], "terms": %s}
                """.formatted(capacity, OfferedPlace.terms(false, false, "new", "there"));
    }

    private String at() {
        return "/offers/" + business + "/requests/" + request;
    }

    private int units() {
        return json(tenant.get("/businesses/" + business + "/locations/l/units"))
                .path("items")
                .size();
    }

    private int resources() {
        return json(tenant.get("/businesses/" + business + "/locations/l/resources"))
                .path("items")
                .size();
    }
}
