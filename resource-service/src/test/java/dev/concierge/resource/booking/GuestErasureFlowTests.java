package dev.concierge.resource.booking;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a business keeps of a guest who was deleted: that something was sold, not to whom. */
@FlowTest(topics = "users")
class GuestErasureFlowTests {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private TestClock clock;

    private final UUID ada = UUID.randomUUID();
    private Instant slot = Instant.EPOCH;
    private ResourceClient tenant = new ResourceClient(0);
    private ResourceClient guest = tenant;

    @BeforeEach
    void connect() {
        slot = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(3, ChronoUnit.DAYS)
                .plus(10, ChronoUnit.HOURS);
        tenant = new ResourceClient(port);
        guest = new ResourceClient(port, TestTokens.guest(ada));
    }

    @Test
    void whatWasToComeIsCancelledAndAllOfItIsNobodys() {
        OfferedPlace place = new OfferedPlace(port, "leaves").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID confirmed = booked(place, offer, slot);
        guest.exchange(POST, place.path(confirmed) + "/confirmation", "")
                .expectStatus()
                .isOk();
        UUID cancelled = booked(place, offer, slot.plusSeconds(7200));
        guest.exchange(POST, place.path(cancelled) + "/cancellation", "{\"reason\": \"my back hurts\"}")
                .expectStatus()
                .isOk();

        delete(ada);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(read(place, confirmed).path("status").asString()).isEqualTo("cancelled");
            for (UUID booking : new UUID[] {confirmed, cancelled}) {
                assertThat(read(place, booking).path("userId").asString()).isEqualTo(NOBODY);
                assertThat(steps(place, booking)).doesNotContain(ada.toString(), "my back hurts");
            }
        });
        assertThat(receipt().path("reader").asString()).isEqualTo("guests");
        assertThat(json(guest.get("/bookings")).path("items").size()).isZero();
        ResourceClient bob = new ResourceClient(port, TestTokens.guest(UUID.randomUUID()));
        bob.exchange(POST, "/bookings", place.body(offer, slot, 1))
                .expectStatus()
                .isCreated();
    }

    @Test
    void whatIsBookedWithATokenThatOutlivesTheGuestEndsTheSameWay() {
        OfferedPlace place = new OfferedPlace(port, "outlives").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        delete(ada);
        assertThat(receipt().path("service").asString()).isEqualTo("resource-service");

        UUID late = booked(place, offer, slot);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode booking = read(place, late);
            assertThat(booking.path("status").asString()).isEqualTo("cancelled");
            assertThat(booking.path("userId").asString()).isEqualTo(NOBODY);
        });
        assertThat(json(guest.get("/bookings")).path("items").size()).isZero();
    }

    private UUID booked(OfferedPlace place, UUID offer, Instant from) {
        return UUID.fromString(json(guest.exchange(POST, "/bookings", place.body(offer, from, 2)))
                .path("bookingId")
                .asString());
    }

    private JsonNode read(OfferedPlace place, UUID booking) {
        return json(tenant.get(place.path(booking)));
    }

    private String steps(OfferedPlace place, UUID booking) {
        return json(tenant.get(place.path(booking) + "/steps")).toString();
    }

    private void delete(UUID user) {
        UUID _ = messages.publish(
                "users",
                user.toString(),
                "user.deleted",
                Map.of("userId", user, "deletedAt", clock.instant().toString()));
    }

    private JsonNode receipt() {
        return messages.await(
                "erasures",
                "erasure.done",
                data -> data.path("subject").asString().equals(ada.toString()));
    }
}
