package dev.concierge.datemaker.bot;

import dev.concierge.datemaker.notice.Chat;
import dev.concierge.datemaker.notice.SendNotices;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.problem.Fact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out what bots ask for and answers each record, a refusal with {@code error}. A record that does not say which
 * chat it came from is counted and left: nobody could be answered.
 */
@Component
class ChatCommands implements Subscription {
    static final String TOPIC = "datemaker-commands";
    static final String NAME = "commands";

    private static final Logger log = LoggerFactory.getLogger(ChatCommands.class);

    private final CarryOut carryOut;
    private final SendNotices notices;
    private final JsonMapper json;
    private final Counter processed;
    private final Counter refused;

    ChatCommands(CarryOut carryOut, SendNotices notices, JsonMapper json, MeterRegistry meters) {
        this.carryOut = carryOut;
        this.notices = notices;
        this.json = json;
        this.processed = Counter.builder("datemaker.messages.processed")
                .description("Commands of chats that took effect")
                .register(meters);
        this.refused = Counter.builder("datemaker.messages.refused")
                .description("Commands of chats that were answered with an error")
                .register(meters);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        batch.forEach(message -> message.within(() -> handle(message)));
        processed.increment(batch.size());
    }

    private void handle(ReceivedMessage message) {
        Chat chat = ChatMessage.chat(message);
        if (chat == null) {
            refused.increment();
            log.warn("Left the command at {}/{}: it has no chat_id", message.partition(), message.offset());
            return;
        }
        try {
            carryOut.carryOut(ChatMessage.of(message, chat, json));
        } catch (Fact fact) {
            refused.increment();
            notices.reply(null, user(message), chat, "error", Map.of("success", false, "detail", detail(fact)));
        }
    }

    private static String detail(Fact fact) {
        return fact.errors().isEmpty()
                ? fact.detail()
                : fact.errors().stream()
                        .map(error -> error.pointer() + ": " + error.detail())
                        .collect(Collectors.joining("; "));
    }

    /** For the echo of the header; nobody's id where it has none. */
    private static UUID user(ReceivedMessage message) {
        try {
            return Numbers.uuid(message.headers().getOrDefault("user_id", ""));
        } catch (Refused notAnId) {
            return new UUID(0, 0);
        }
    }
}
