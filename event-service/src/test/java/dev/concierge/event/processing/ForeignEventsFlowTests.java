package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.Guests;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** What others write to our topics, past our doors. */
@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ForeignEventsFlowTests {
    private static final int PARTITIONS = 16;

    private final TestMessages messages;
    private final JdbcClient jdbc;

    ForeignEventsFlowTests(TestMessages messages, JdbcClient jdbc) {
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** An index of Postgres takes 2,704 bytes of what cannot be compressed. */
    @Test
    void aTextThatNoIndexTakesHoldsUpNobodyElse() {
        String tooLong = noise(6_000);
        String other = Stream.generate(Guests::someone)
                .filter(guest -> partition(guest) == partition(tooLong))
                .findFirst()
                .orElseThrow();

        publish(tooLong, UUID.randomUUID(), tooLong, "seen");
        publish(other, UUID.randomUUID(), other, "seen");

        Awaitility.await().untilAsserted(() -> assertThat(stored(other)).isOne());
        assertThat(parked(tooLong.substring(0, 512))).contains("userId: 6000 characters");
    }

    @Test
    void underAnotherKeyThanTheGuestNothingIsStored() {
        String guest = Guests.someone();
        String key = Guests.someone();

        publish(key, UUID.randomUUID(), guest, "seen");

        Awaitility.await().untilAsserted(() -> assertThat(parked(key)).contains("expected: the key of its record"));
        assertThat(stored(guest)).isZero();
    }

    @Test
    void whatIsParkedIsCountedOfWhoWroteItAndWhatWaitsBehindItIsNot() {
        String guest = Guests.someone();
        String source = "/till-" + guest;

        publish(guest, UUID.randomUUID(), Guests.someone(), "seen", source);
        publish(guest, UUID.randomUUID(), guest, "seen", source);

        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM platform.parked_message WHERE key = ?")
                                .param(guest)
                                .query(Long.class)
                                .single())
                        .isEqualTo(2));
        assertThat(jdbc.sql("SELECT event_name || reason || ' ' || count FROM event_losses WHERE client = ?")
                        .param(source)
                        .query(String.class)
                        .list())
                .containsExactly("parked 1");
    }

    private static int partition(String key) {
        return Shard.of(key).partition(PARTITIONS);
    }

    private static String noise(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes).substring(0, length);
    }

    private void publish(String key, UUID eventId, String userId, String name) {
        publish(key, eventId, userId, name, "/till");
    }

    private void publish(String key, UUID eventId, String userId, String name, String source) {
        String event = """
                {"eventId": "%s", "userId": "%s", "eventName": "%s", "eventAt": "2026-01-01T00:00:00Z",
                 "receivedAt": "2026-01-01T00:00:00Z", "attributes": {}}""".formatted(eventId, userId, name);
        messages.publishRaw(
                "events",
                key,
                Map.of("ce_id", eventId.toString(), "ce_type", "event.captured", "ce_source", source),
                event.getBytes(StandardCharsets.UTF_8));
    }

    private long stored(String userId) {
        return jdbc.sql("SELECT count(*) FROM user_events WHERE user_id = ?")
                .param(userId)
                .query(Long.class)
                .single();
    }

    private String parked(String key) {
        return jdbc.sql("SELECT cause FROM platform.parked_message WHERE key = ?")
                .param(key)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
