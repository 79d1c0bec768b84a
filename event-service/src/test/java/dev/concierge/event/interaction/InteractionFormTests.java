package dev.concierge.event.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.capture.Reading;
import dev.concierge.event.capture.Receipt;
import dev.concierge.event.occurrence.InteractionType;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class InteractionFormTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UUID ID = UUID.fromString("0199f1c2-7a10-5c3e-9b57-3f2d8a6c1e03");

    @ParameterizedTest
    @CsvSource({"PURCHASE, PURCHASE", "PURCHACE, PURCHASE", "INQUIRY, INQUIRY", "INQUERY, INQUIRY", "SHARE, SHARE"})
    void takesTheSeedsSpellings(String spelling, InteractionType type) {
        assertThat(valid(spelling).type()).isEqualTo(type);
    }

    @Test
    void isAlsoAnEventNamedByItsType() {
        List<OutgoingMessage> messages = valid("PURCHACE").messages(new Receipt(ID, NOW, "app"));

        assertThat(messages).extracting(OutgoingMessage::topic).containsExactly("events", "interactions");
        assertThat(messages).extracting(OutgoingMessage::key).containsOnly("u-1");
        assertThat(messages).extracting(OutgoingMessage::id).doesNotHaveDuplicates();
        assertThat(JsonMapper.shared().valueToTree(messages.getFirst().data()).toString())
                .contains("\"eventName\":\"PURCHASE\"", "\"target\":{\"id\":\"sailing\",\"type\":\"topic\"}");
    }

    @Test
    void publishesWhatTheContractsSay() {
        valid("INQUERY")
                .messages(new Receipt(ID, NOW, "app"))
                .forEach(message -> Contracts.assertValid(message.topic(), message.type(), message.data()));
    }

    @Test
    void readsTheDocumentedExample() {
        assertThat(read(InteractionForm.EXAMPLE)).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void locatesEveryWrongField() {
        Reading<Interaction> reading = read("""
                {"type": "LIKE", "timestamp": "2026-11-22T09:00:00Z", "origin": {"id": "ios"}, "actor": "u-1",
                 "target": {"id": "sailing", "type": "topic", "name": "Sailing"}}""");

        assertThat(((Reading.Rejected<Interaction>) reading).fact().errors())
                .extracting(FieldError::pointer)
                .containsExactly("/type", "/origin/type", "/actor", "/actor/id", "/actor/type", "/target/name");
    }

    private static Interaction valid(String type) {
        Reading<Interaction> reading = read("""
                {"type": "%s", "timestamp": "2026-11-22T09:00:00Z", "origin": {"id": "ios", "type": "app"},
                 "actor": {"id": "u-1", "type": "user"}, "target": {"id": "sailing", "type": "topic"}}""".formatted(type));
        return ((Reading.Valid<Interaction>) reading).value();
    }

    private static Reading<Interaction> read(String json) {
        return new InteractionForm().read(JsonMapper.shared().readTree(json), "", NOW);
    }
}
