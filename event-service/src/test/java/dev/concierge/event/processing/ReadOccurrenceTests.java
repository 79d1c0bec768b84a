package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What others write to our topics keeps to the bounds of our doors, or it is parked. */
class ReadOccurrenceTests {
    private static final String GUEST = "g-1";
    private static final String INTERACTION = """
            {"interactionId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e02", "type": "SAVE",
             "timestamp": "2026-01-01T00:00:00Z", "receivedAt": "2026-01-01T00:00:00Z", "origin": {"id": "%s"},
             "actor": {"id": "g-1", "type": "user"}, "target": {"id": "o-1", "type": "offer"}}""";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void asMuchAsOurDoorsTakeIsRead() {
        Occurrence read = read(
                "é".repeat(128),
                event("é".repeat(128)).put("eventName", "x".repeat(128)).set("attributes", keys(100)));

        assertThat(read.attributes().tree().size()).isEqualTo(100);
    }

    @Test
    void aLongerIdNameOrClientIsRefused() {
        assertThatThrownBy(() -> read("g".repeat(129), event("g".repeat(129))))
                .hasMessage("userId: 129 characters (expected: 1 to 128)");
        assertThatThrownBy(() -> read(GUEST, event(GUEST).put("eventName", "n".repeat(129))))
                .hasMessage("eventName: 129 characters (expected: 1 to 128)");
        assertThatThrownBy(() -> read(GUEST, event(GUEST).put("eventName", " ")))
                .hasMessage("eventName: 0 characters (expected: 1 to 128)");
        assertThatThrownBy(() -> read(GUEST, event(GUEST).put("client", "c".repeat(513))))
                .hasMessage("client: 513 characters (expected: 0 to 512)");
    }

    @Test
    void moreAttributesAreRefused() {
        assertThatThrownBy(() -> read(GUEST, event(GUEST).set("attributes", keys(101))))
                .hasMessage("attributes: 101 keys (expected: at most 100)");
        ObjectNode large = JSON.createObjectNode().put("text", "x".repeat(32 * 1024));
        assertThatThrownBy(() -> read(GUEST, event(GUEST).set("attributes", large)))
                .hasMessageStartingWith("attributes: 32779 bytes of JSON");
    }

    @Test
    void spaceBetweenTheValuesIsNoPartOfThem() {
        String written = event(GUEST).toString().replace("{}", "{\"a\":" + " ".repeat(40_000) + "1}");

        assertThat(read(GUEST, written).attributes().toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void anInteractionIsHeldToThemToo() {
        assertThat(read("interactions", "interaction.captured", GUEST, INTERACTION.formatted("x"))
                        .name())
                .isEqualTo("SAVE");
        assertThatThrownBy(() ->
                        read("interactions", "interaction.captured", GUEST, INTERACTION.formatted("x".repeat(33_000))))
                .hasMessageContaining("bytes of JSON (expected: at most 32768)");
    }

    @Test
    void anotherKeyThanTheGuestIsRefused() {
        assertThatThrownBy(() -> read("g-2", event(GUEST)))
                .hasMessage("userId: g-1 (expected: the key of its record, g-2)");
        assertThatThrownBy(() -> read("interactions", "interaction.captured", "g-2", INTERACTION.formatted("x")))
                .hasMessage("userId: g-1 (expected: the key of its record, g-2)");
    }

    private static ObjectNode event(String userId) {
        return (ObjectNode) JSON.readTree("""
                {"eventId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e02", "userId": "%s", "eventName": "n",
                 "eventAt": "2026-01-01T00:00:00Z", "receivedAt": "2026-01-01T00:00:00Z", "attributes": {}}""".formatted(userId));
    }

    private static ObjectNode keys(int count) {
        return (ObjectNode) JSON.readTree(IntStream.range(0, count)
                .mapToObj(number -> "\"k" + number + "\":" + number)
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static Occurrence read(String key, Object event) {
        return read("events", "event.captured", key, Objects.toString(event));
    }

    private static Occurrence read(String topic, String type, String key, String data) {
        Records records = new Records("event-service", new TopicPrefix(""), new MessageJson(JSON), MessageScope.NONE);
        return ReadOccurrence.from(records.message(
                        topic,
                        0,
                        0,
                        key,
                        "m-1",
                        type,
                        "/till",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Map.of(),
                        data.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
