package dev.concierge.user.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the topics' owner gives as examples is what we read. */
class DeedsTests {
    private static final String GUEST = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01";
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void anEventHasItsName() {
        Deed deed = read(
                        "event.captured",
                        "/event-service",
                        Contracts.example("events", "event.captured").toString())
                .orElseThrow();

        assertThat(deed.name()).isEqualTo("offer_viewed");
        assertThat(deed.topic()).isEmpty();
        assertThat(deed.actor()).isEqualTo(GUEST);
    }

    @Test
    void anInteractionHasItsTopicToo() {
        String interaction =
                Contracts.example("interactions", "interaction.captured").toString();

        assertThat(read("interaction.captured", "/till", interaction).orElseThrow())
                .extracting(Deed::name, Deed::topic)
                .containsExactly("SAVE", "sailing");
    }

    @Test
    void anInteractionThatComesAsAnEventTooIsCountedOnce() {
        String interaction =
                Contracts.example("interactions", "interaction.captured").toString();

        assertThat(read("interaction.captured", "/event-service", interaction)).isEmpty();
        assertThat(read(
                                "event.captured",
                                "/event-service",
                                event("\"interaction\"", "{\"id\":\"opera\",\"type\":\"Topic\"}"))
                        .orElseThrow()
                        .topic())
                .isEqualTo("opera");
    }

    /** A client may call its own attributes what it likes; none may hold up the guest's stream. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "\"wall\"", "[]", "{\"id\":{}}", "null"})
    void aTargetOfAnyShapeIsRead(String target) {
        assertThat(read("event.captured", "/event-service", event("\"event\"", target))
                        .orElseThrow()
                        .topic())
                .isEmpty();
        assertThat(read("event.captured", "/x", event("\"interaction\"", target))
                        .orElseThrow()
                        .topic())
                .isEmpty();
    }

    @Test
    void aClockThatRunsAheadCountsAsNow() {
        String ahead = event("\"event\"", "1").replace("\"eventAt\":\"2026", "\"eventAt\":\"2027");

        assertThat(read("event.captured", "/x", ahead).orElseThrow().at()).isEqualTo(NOW);
    }

    private static String event(String origin, String target) {
        return """
                {"eventId":"%s","userId":"%s","eventName":"VIEW","eventAt":"2026-11-22T09:00:00Z",
                "receivedAt":"2026-11-22T09:00:00Z","attributes":{"target":%s},"origin":%s}""".formatted(UUID.randomUUID(), GUEST, target, origin);
    }

    private static Optional<Deed> read(String type, String source, String data) {
        ReceivedMessage message = new Records(
                        "user-service", new TopicPrefix(""), new MessageJson(JsonMapper.shared()), MessageScope.NONE)
                .message(
                        "events",
                        0,
                        0,
                        GUEST,
                        UUID.randomUUID().toString(),
                        type,
                        source,
                        NOW,
                        Map.of(),
                        data.getBytes(StandardCharsets.UTF_8));
        return Deeds.in(message);
    }
}
