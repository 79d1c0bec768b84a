package dev.concierge.journey.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.action.Answers.RunAnswered;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswersTests {
    private final List<OutgoingMessage> sent = new ArrayList<>();

    @Test
    void aDetailIsCutBetweenCharacters() {
        Visit visit = new Visit(new RunId(UUID.randomUUID()), new UserId("u"), 1);

        new Answers(new Kept()).failed(UUID.randomUUID(), visit, "a".repeat(499) + "\uD83D\uDE80 and more");

        assertThat(((RunAnswered) sent.getFirst().data()).detail()).isEqualTo("a".repeat(499) + "\uD83D\uDE80");
    }

    private final class Kept implements Outbox {
        @Override
        public void append(OutgoingMessage message) {
            sent.add(message);
        }

        @Override
        public UUID append(String topic, String key, String type, Object data) {
            throw new UnsupportedOperationException();
        }
    }
}
