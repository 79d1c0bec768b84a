package dev.concierge.event.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.EventService;
import dev.concierge.event.Guests;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LossFlowTests {
    private static final int PARTITIONS = 16;

    private final EventService events;
    private final EventService operator;
    private final TestMessages messages;
    private final JdbcClient jdbc;
    private final Losses ledger;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final String name = "counted-" + Guests.someone();
    private final String userId = Guests.someone();

    LossFlowTests(
            @LocalServerPort int port,
            TestMessages messages,
            JdbcClient jdbc,
            Losses ledger,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.events = EventService.on(port);
        this.operator = events.as(TestTokens.operator());
        this.messages = messages;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = transaction;
        this.meters = meters;
    }

    @Test
    void everythingThatIsNotStoredIsCountedByItsReason() {
        String good = event("\"messageId\": \"m\"");
        events.post("/events/batch", "{\"events\": [" + good + "," + good + "," + event("\"odd\": 1") + "]}");
        events.post("/event", event("\"odd\": 1"));
        events.post("/event", good);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(counted()).containsExactlyInAnyOrder("invalid-input 2", "late 1", "repeated 2"));
        messages.received("event-losses").stream()
                .filter(message -> message.type().equals("event.refused"))
                .forEach(message -> Contracts.assertValid("event-losses", "event.refused", message.data()));
    }

    @Test
    void whatHappenedToOneNameOrForOneReasonIsFoundAlone() {
        String other = "other-" + name;
        LocalDate day = LocalDate.parse("2026-01-02");
        transaction.executeWithoutResult(_ -> ledger.add(List.of(
                new Loss(day, "a client", name, "late", 1),
                new Loss(day, "a client", name, "repeated", 2),
                new Loss(day, "a client", other, "repeated", 3))));

        assertThat(found("name=" + name)).containsExactly(name + " late 1", name + " repeated 2");
        assertThat(found("name=" + name + "&reason=repeated")).containsExactly(name + " repeated 2");
        assertThat(found("reason=repeated&from=2026-01-02&to=2026-01-02"))
                .contains(name + " repeated 2", other + " repeated 3")
                .noneMatch(loss -> loss.contains(" late "));
    }

    @Test
    void whatIsRolledBackIsCountedNowhere() {
        String reason = "tried-" + name;
        List<Loss> losses = List.of(new Loss(LocalDate.parse("2026-01-01"), "a client", name, reason, 2));

        transaction.executeWithoutResult(status -> {
            ledger.add(losses);
            status.setRollbackOnly();
        });
        assertThat(meters.find("event.lost").tag("reason", reason).counter()).isNull();
        transaction.executeWithoutResult(_ -> ledger.add(losses));

        assertThat(meters.get("event.lost").tag("reason", reason).counter().count())
                .isEqualTo(2);
        assertThat(meters.get("event.lost").counters())
                .allSatisfy(
                        counter -> assertThat(counter.getId().getTag("client")).isNull());
        assertThat(counted()).containsExactly(reason + " 2");
    }

    @Test
    void whatAnErasedGuestDidIsCountedWithoutTheGuest() {
        new Guests(messages).erase(userId);
        Awaitility.await().untilAsserted(() -> {
            events.post("/event", event("\"attributes\": {}"));
            assertThat(counted()).anyMatch(count -> count.startsWith("erased-guest"));
        });
    }

    @Test
    void whatIsReadAgainFromTheBeginIsNotCountedAgain() {
        events.post("/event", event("\"messageId\": \"1\""));
        events.post("/event", event("\"messageId\": \"1\""));
        Awaitility.await().untilAsserted(() -> assertThat(counted()).containsExactlyInAnyOrder("late 1", "repeated 1"));

        // whoever applies the next batch finds the position elsewhere, and takes the partition over anew
        jdbc.sql("""
                        UPDATE platform.consumer_position SET next_offset = 0
                        WHERE subscription = 'event-service' AND topic = 'events' AND partition = ?""").param(Shard.of(userId).partition(PARTITIONS)).update();
        events.post("/event", event("\"messageId\": \"2\""));

        Awaitility.await().untilAsserted(() -> assertThat(stored()).isEqualTo(2));
        assertThat(counted()).containsExactlyInAnyOrder("late 2", "repeated 1");
        events.post("/event", event("\"messageId\": \"2\""));
        Awaitility.await().untilAsserted(() -> assertThat(counted()).containsExactlyInAnyOrder("late 2", "repeated 2"));
    }

    private long stored() {
        return jdbc.sql("SELECT count(*) FROM user_events WHERE user_id = ?")
                .param(userId)
                .query(Long.class)
                .single();
    }

    private List<String> counted() {
        JsonNode page = Objects.requireNonNull(
                operator.get("/events/losses?limit=200&from=2020-01-01").getBody());
        return page.get("items")
                .valueStream()
                .filter(loss -> loss.get("eventName").stringValue().equals(name))
                .map(loss -> loss.get("reason").stringValue() + " "
                        + loss.get("count").intValue())
                .toList();
    }

    private List<String> found(String filter) {
        JsonNode page = Objects.requireNonNull(
                operator.get("/events/losses?limit=200&" + filter).getBody());
        return page.get("items")
                .valueStream()
                .map(loss -> loss.get("eventName").stringValue() + " "
                        + loss.get("reason").stringValue() + " "
                        + loss.get("count").intValue())
                .toList();
    }

    private String event(String more) {
        return "{\"userId\": \"%s\", \"eventName\": \"%s\", \"eventTime\": \"2026-01-01T00:00:00Z\", %s}"
                .formatted(userId, name, more);
    }
}
