package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What other services tell of guests is part of their history. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForeignTopicsFlowTests {
    private final EventService events;
    private final TestMessages messages;
    private final Guests guests;
    private final String userId = Guests.someone();

    ForeignTopicsFlowTests(@LocalServerPort int port, TestMessages messages) {
        this.events = EventService.on(port);
        this.messages = messages;
        this.guests = new Guests(messages);
    }

    @Test
    void aBookingIsKeptUnderItsGuestOnceAndStartsJourneys() {
        String journeyId = "booked-" + userId;
        guests.arm(
                journeyId, 1, "live", "[\"booking.confirmed\"]", "{\"on\": \"booking.confirmed\", \"attributes\": {}}");
        UUID id = UUID.randomUUID();
        ObjectNode booking = example("bookings", "booking.confirmed").put("userId", userId);

        messages.publish(id, "bookings", userId, "booking.confirmed", booking);
        messages.publish(id, "bookings", userId, "booking.confirmed", booking);

        assertThat(guests.toldNames(userId, 1)).containsExactly("booking.confirmed");
        Awaitility.await().untilAsserted(() -> assertThat(names()).containsExactly("booking.confirmed"));
    }

    @Test
    void roundsAndExperiencesAreKeptUnderTheirGuestsUntilTheyAreErased() {
        ObjectNode round = example("date-events", "date-event.round-began");
        ((ObjectNode) round.at("/calls/0")).putArray("userIds").add(userId).add(Guests.someone());
        messages.publish("date-events", round.get("eventId").stringValue(), "date-event.round-began", round);
        ObjectNode made = example("experiences", "experience.created").put("owner", userId);
        messages.publish("experiences", made.get("experienceId").stringValue(), "experience.created", made);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(names()).containsExactlyInAnyOrder("date-event.round-began", "experience.created"));

        guests.erase(userId);
        Awaitility.await().untilAsserted(() -> assertThat(names()).isEmpty());
        messages.publish("experiences", made.get("experienceId").stringValue(), "experience.created", made);
        ObjectNode another = example("experiences", "experience.created").put("owner", Guests.someone());
        messages.publish("experiences", made.get("experienceId").stringValue(), "experience.created", another);
        String other = another.get("owner").stringValue();
        Awaitility.await().untilAsserted(() -> assertThat(names(other)).hasSize(1));
        assertThat(names()).isEmpty();
    }

    private List<String> names() {
        return names(userId);
    }

    private List<String> names(String guest) {
        JsonNode page =
                Objects.requireNonNull(events.get("/users/{u}/events", guest).getBody());
        return page.get("items").findValuesAsString("eventName");
    }

    private static ObjectNode example(String topic, String type) {
        return (ObjectNode) Contracts.example(topic, type).deepCopy();
    }
}
