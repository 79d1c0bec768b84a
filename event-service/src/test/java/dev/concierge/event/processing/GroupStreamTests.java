package dev.concierge.event.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the topics' owners give as examples is what we read. */
class GroupStreamTests {
    private static final String ID = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e99";

    @Test
    void aRoundIsKeptUnderEachWhoMetAndTellsOfNobodyElse() {
        List<Occurrence> kept = read("date-events", "date-event.round-began");

        assertThat(kept)
                .extracting(Occurrence::userId)
                .containsExactly("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e02");
        assertThat(kept).extracting(Occurrence::id).doesNotHaveDuplicates();
        assertThat(kept).allSatisfy(each -> {
            assertThat(each.name()).isEqualTo("date-event.round-began");
            assertThat(each.attributes().tree().propertyNames())
                    .containsExactlyInAnyOrder("eventId", "round", "endsAt", "callId");
        });
        assertThat(read("date-events", "date-event.round-began"))
                .extracting(Occurrence::id)
                .isEqualTo(kept.stream().map(Occurrence::id).toList());
    }

    @Test
    void anExperienceIsKeptUnderWhoMadeItAndWhoOwnsIt() {
        List<Occurrence> kept = read("experiences", "experience.created");

        assertThat(kept).singleElement().satisfies(each -> {
            assertThat(each.userId()).isEqualTo("01999c7e-6a00-7c3e-8a54-0000000000aa");
            assertThat(each.attributes().tree().path("name").asString()).isEqualTo("Sailing at sunset");
        });
    }

    @Test
    void whatWasTakenBackIsKeptUnderThoseWhoseHistoriesSayThatItWasMade() {
        List<Occurrence> kept = read("experiences", "experience.withdrawn");

        assertThat(kept)
                .extracting(Occurrence::userId)
                .isEqualTo(read("experiences", "experience.created").stream()
                        .map(Occurrence::userId)
                        .toList())
                .isNotEmpty();
        assertThat(kept).extracting(Occurrence::name).containsOnly("experience.withdrawn");
    }

    @Test
    void whatConcernsNoGuestIsLeftOut() {
        for (String type : List.of("planned", "moved", "round-ended", "results-saved")) {
            assertThat(read("date-events", "date-event." + type)).isEmpty();
        }
        // as releases before told it
        ObjectNode ofNobody = (ObjectNode)
                Contracts.example("experiences", "experience.withdrawn").deepCopy();
        ofNobody.remove(List.of("actor", "owner"));
        assertThat(read("experiences", "experience.withdrawn", ofNobody.toString()))
                .isEmpty();
    }

    private static List<Occurrence> read(String topic, String type) {
        return read(topic, type, Contracts.example(topic, type).toString());
    }

    private static List<Occurrence> read(String topic, String type, String data) {
        Records records = new Records(
                "event-service", new TopicPrefix(""), new MessageJson(JsonMapper.shared()), MessageScope.NONE);
        ReceivedMessage message = records.message(
                topic,
                0,
                0,
                "key",
                ID,
                type,
                "/owner",
                Instant.parse("2026-11-22T09:00:00Z"),
                Map.of(),
                data.getBytes(StandardCharsets.UTF_8));
        return GroupStream.occurrences(message).toList();
    }
}
