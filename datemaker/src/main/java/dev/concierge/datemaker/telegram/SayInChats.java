package dev.concierge.datemaker.telegram;

import dev.concierge.datemaker.notice.SendNotices;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says in chats what the topic of bots has for them: edits the message that it names, else writes a new one. */
@OnTelegram
@Component
class SayInChats implements Subscription, EffectHandler<SayInChats.Message> {
    private static final Logger log = LoggerFactory.getLogger(SayInChats.class);
    static final String KIND = "telegram.say";

    private final Effects effects;
    private final BotApi bot;
    private final JsonMapper json;

    SayInChats(Effects effects, BotApi bot, JsonMapper json) {
        this.effects = effects;
        this.bot = bot;
        this.json = json;
    }

    record Message(String chat, @Nullable String edited, String text, List<List<Map<String, String>>> buttons) {
        /** Of a new message. */
        Map<String, Object> parameters() {
            return Map.of("chat_id", chat, "text", text, "reply_markup", Map.of("inline_keyboard", buttons));
        }

        /** Of one that takes the place of {@link #edited}. */
        Map<String, Object> editing(String message) {
            Map<String, Object> parameters = new HashMap<>(parameters());
            parameters.put("message_id", Numbers.whole(message, 0, Integer.MAX_VALUE));
            return parameters;
        }
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public List<String> topics() {
        return List.of(SendNotices.BOT_TOPIC);
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        batch.forEach(this::on);
    }

    private void on(ReceivedMessage message) {
        byte[] value = message.body().bytes();
        String chat = message.headers().getOrDefault("chat_id", "");
        if (value == null || !chat.matches("-?\\d{1,19}")) {
            return; // of another bot
        }
        JsonNode data = json.readTree(new String(value, StandardCharsets.UTF_8));
        String word = data.propertyNames().iterator().next();
        Said said = Said.of(word, data.path(word), message.headers().getOrDefault("event_id", ""));
        effects.request(
                Numbers.uuid(message.id()),
                KIND,
                chat,
                new Message(chat, message.headers().get("message_id"), said.text(), said.buttons()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Message> payloadType() {
        return Message.class;
    }

    /** A link to a call is of no use much later. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Completion perform(RequestedEffect<Message> effect) {
        Message message = effect.payload();
        if (message.edited() != null && edit(message.editing(message.edited()))) {
            return () -> {};
        }
        try {
            bot.call("sendMessage", message.parameters());
        } catch (BotApi.Declined declined) {
            if (!declined.isFinal()) {
                throw declined;
            }
            log.warn("Nothing can be said in a chat: {}", declined.getMessage());
        }
        return () -> {};
    }

    /** False where the message is gone, or too old to be edited. */
    private boolean edit(Map<String, Object> edited) {
        try {
            bot.call("editMessageText", edited);
            return true;
        } catch (BotApi.Declined declined) {
            if (declined.isFinal()) {
                return declined.getMessage() != null && declined.getMessage().contains("not modified");
            }
            throw declined;
        }
    }

    @Override
    public void onGivenUp(RequestedEffect<Message> effect, String cause) {
        log.warn("A chat was not told something within {}: {}", patience(), cause);
    }
}
