package dev.concierge.resource.availability;

import static dev.concierge.resource.ResourceClient.json;
import static dev.concierge.resource.ResourceClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class AvailabilityFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    private ResourceClient guest = new ResourceClient(0);
    private Instant day = Instant.EPOCH;

    @BeforeEach
    void connect() {
        guest = new ResourceClient(port, TestTokens.guest(UUID.randomUUID()));
        day = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(3, ChronoUnit.DAYS);
    }

    @Test
    void manyOffersOfManyTenantsAreAskedAtOnce() {
        OfferedPlace one = new OfferedPlace(port, "asked-one").with("k", 4);
        OfferedPlace two = new OfferedPlace(port, "asked-two").with("k", 4);
        UUID first = one.offer(OfferedPlace.terms(false, false, "k"));
        UUID second = two.offer(OfferedPlace.terms(false, false, "k"));
        guest.exchange(POST, "/bookings", one.body(first, day, 1))
                .expectStatus()
                .isCreated();

        JsonNode answer = json(ask(guest, day, "asked-one", first, "asked-two", second));

        assertThat(answer.path("asOf").asString()).isNotEmpty();
        assertThat(answer.path("offers").size()).isEqualTo(2);
        for (JsonNode offer : answer.path("offers")) {
            boolean isFirst = offer.path("businessId").asString().equals("asked-one");
            assertThat(offer.path("next").path("from").asString())
                    .isEqualTo((isFirst ? day.plusSeconds(3600) : day).toString());
            assertThat(offer.path("days").size()).isEqualTo(2);
        }
        ResourceClient tenant =
                new ResourceClient(port, TestTokens.clientOf("asked-one", "resources:read", "resources:write"));
        assertThat(json(ask(tenant, day, "asked-one", first, "asked-two", second))
                        .path("offers")
                        .size())
                .isEqualTo(1);
        new ResourceClient(port)
                .exchange(PATCH, "/businesses/asked-two", "{\"closed\": true}")
                .expectStatus()
                .isOk();
        assertThat(json(ask(guest, day, "asked-one", first, "asked-two", second))
                        .path("offers")
                        .size())
                .isEqualTo(1);
    }

    /** As search asks, which knows of nobody's party. */
    @Test
    void whereNobodySaysForHowManyItIsForTheFewestThatAnOfferTakes() {
        OfferedPlace place = new OfferedPlace(port, "unsaid").with("k", 4);
        UUID pair = place.offer(OfferedPlace.terms(true, false, "k").replace("\"min\": 1", "\"min\": 2"));

        JsonNode answer = json(guest.exchange(
                POST,
                "/offers/availability",
                "{\"from\": \"" + day + "\", \"to\": \"" + day.plus(2, ChronoUnit.DAYS)
                        + "\", \"offers\": [{\"businessId\": \"unsaid\", \"offerId\": \"" + pair + "\"}]}"));

        assertThat(answer.at("/offers/0/available").asBoolean()).isTrue();
    }

    @Test
    void anOffersTimesAreListedOneByOne() {
        OfferedPlace place = new OfferedPlace(port, "listed").with("bus", 3);
        UUID offer = place.offer(OfferedPlace.terms(true, false, "bus"));
        guest.exchange(POST, "/bookings", place.body(offer, day.plusSeconds(3600), 2))
                .expectStatus()
                .isCreated();

        JsonNode times = json(guest.get(
                "/offers/listed/" + offer + "/slots?from=" + day + "&to=" + day.plusSeconds(9000) + "&party=2"));

        assertThat(times.path("items").size()).isEqualTo(2);
        assertThat(times.path("items").path(0).path("from").asString()).isEqualTo(day.toString());
        assertThat(times.path("items").path(0).path("left").asInt()).isEqualTo(1);
        assertThat(times.path("items").path(1).path("from").asString())
                .isEqualTo(day.plusSeconds(7200).toString());
    }

    @Test
    void aBookingIsAnEntryOfCalendars() {
        OfferedPlace place = new OfferedPlace(port, "calendar").with("k", 4);
        UUID offer = place.offer(
                OfferedPlace.terms(false, false, "k").replace("Kayak tour", "Kayak; tour, für " + "ä".repeat(60)));
        JsonNode booked = json(guest.exchange(POST, "/bookings", place.body(offer, day, 1)));

        String entry = text(guest.get(
                place.path(UUID.fromString(booked.path("bookingId").asString())) + "/calendar",
                "Accept",
                "text/calendar"));

        assertThat(entry.replace("\r\n ", ""))
                .contains(
                        "SUMMARY:Kayak\\; tour\\, für " + "ä".repeat(60) + "\r\n",
                        "DTSTART:" + day.toString().replace("-", "").replace(":", "") + "\r\n",
                        "STATUS:TENTATIVE\r\n",
                        "UID:" + booked.path("bookingId").asString() + "@concierge\r\n");
    }

    private static ResponseSpec ask(
            ResourceClient caller, Instant from, String one, UUID first, String two, UUID second) {
        return caller.exchange(
                POST,
                "/offers/availability",
                "{\"from\": \"" + from + "\", \"to\": \"" + from.plus(2, ChronoUnit.DAYS)
                        + "\", \"party\": 1, \"offers\": [{\"businessId\": \"" + one + "\", \"offerId\": \"" + first
                        + "\"}, {\"businessId\": \"" + two + "\", \"offerId\": \"" + second + "\"}]}");
    }
}
