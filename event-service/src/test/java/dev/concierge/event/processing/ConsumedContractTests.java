package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the topics' owners give as examples is what we read. */
class ConsumedContractTests {
    private static final String GUEST = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01";
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UUID ID = UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e99");

    @Test
    void readsACapturedEvent() {
        Occurrence occurrence =
                read("events", "event.captured", "/event-service").orElseThrow();

        assertThat(occurrence.id()).isEqualTo(UUID.fromString("0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e02"));
        assertThat(occurrence.userId()).isEqualTo(GUEST);
        assertThat(occurrence.name()).isEqualTo("offer_viewed");
        assertThat(occurrence.attributes().toString()).isEqualTo("{\"offerId\":\"o-1\"}");
    }

    @Test
    void readsAnotherProducersInteraction() {
        Occurrence occurrence =
                read("interactions", "interaction.captured", "/till").orElseThrow();

        assertThat(occurrence.name()).isEqualTo("SAVE");
        assertThat(occurrence.userId()).isEqualTo(GUEST);
        assertThat(occurrence.attributes().tree().at("/target/id").asString()).isEqualTo("sailing");
    }

    @Test
    void ourOwnInteractionsComeAsEvents() {
        assertThat(read("interactions", "interaction.captured", "/event-service"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.registered",
                "user.updated",
                "user.preferences-updated",
                "user.profile-updated",
                "user.deleted"
            })
    void readsUserChangesByTheirType(String type) {
        Occurrence occurrence = read("users", type, "/user-service").orElseThrow();

        assertThat(occurrence.id()).isEqualTo(ID);
        assertThat(occurrence.name()).isEqualTo(type);
        assertThat(occurrence.attributes().tree().has("userId")).isFalse();
        assertThat(occurrence.attributes().tree().size())
                .isEqualTo(Contracts.example("users", type).size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment.entered", "segment.left"})
    void readsMovesBetweenSegmentsAsChangesOfTheGuest(String type) {
        Occurrence occurrence = ReadOccurrence.from(message(
                        "segments",
                        type,
                        "/user-service",
                        Contracts.example("segments", type).toString()))
                .orElseThrow();

        assertThat(occurrence.name()).isEqualTo(type);
        assertThat(occurrence.origin()).isEqualTo(Origin.USER_CHANGE);
        assertThat(occurrence.attributes().tree().at("/segmentId").asString()).isEqualTo("gold-and-quiet");
    }

    @Test
    void whatItIsComesFromTheDoorItCameThrough() {
        String event = Contracts.example("events", "event.captured").toString();
        String asInteraction = event.replace("\"origin\":\"event\"", "\"origin\":\"interaction\"");
        String ofARelease = event.replace(",\"origin\":\"event\"", "");

        assertThat(origin("events", "event.captured", event)).isEqualTo(Origin.EVENT);
        assertThat(origin("events", "event.captured", ofARelease)).isEqualTo(Origin.EVENT);
        assertThat(origin("events", "event.captured", asInteraction)).isEqualTo(Origin.INTERACTION);
        assertThat(origin(
                        "interactions",
                        "interaction.captured",
                        Contracts.example("interactions", "interaction.captured")
                                .toString()))
                .isEqualTo(Origin.INTERACTION);
        assertThat(origin("users", "user.registered", "{}")).isEqualTo(Origin.USER_CHANGE);
    }

    private static Origin origin(String topic, String type, String json) {
        return ReadOccurrence.from(message(topic, type, "/x", json))
                .orElseThrow()
                .origin();
    }

    @ParameterizedTest
    @CsvSource({
        "events, user.registered",
        "interactions, user.registered",
        "users, event.captured",
        "users, segment.entered",
        "segments, user.registered"
    })
    void aTopicTellsItsOwnTypesOnly(String topic, String type) {
        assertThat(ReadOccurrence.from(message(topic, type, "/x", "{}"))).isEmpty();
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(ReadOccurrence.from(message("events", "event.invented", "/x", "{}")))
                .isEmpty();
    }

    /** Today's example; that of the last release must be readable as well. */
    private static Optional<Occurrence> read(String topic, String type, String source) {
        return Contracts.examples(topic, type).stream()
                .map(example -> ReadOccurrence.from(message(topic, type, source, example.toString())))
                .toList()
                .getFirst();
    }

    private static ReceivedMessage message(String topic, String type, String source, String data) {
        MessageJson json = new MessageJson(JsonMapper.shared());
        return new Records("event-service", new TopicPrefix(""), json, MessageScope.NONE)
                .message(
                        topic,
                        0,
                        0,
                        GUEST,
                        ID.toString(),
                        type,
                        source,
                        NOW,
                        Map.of(),
                        data.getBytes(StandardCharsets.UTF_8));
    }
}
