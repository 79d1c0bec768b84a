package dev.concierge.datemaker.bot;

import dev.concierge.datemaker.notice.Chat;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A record of the seed's inbound queue: a bare word, <code>{"word": {…}}</code>, or the data that a chat answers with.
 *
 * @param command the word; null for data
 * @param data what the command takes, or the answer
 */
record ChatMessage(
        UUID user,
        Chat chat,
        @Nullable UUID event,
        @Nullable String command,
        JsonNode data) {
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,64}");
    private static final int LONGEST_ID = 128;

    /**
     * @param chat where the answer goes, and the error if there is one
     * @throws InvalidInput naming the header or value that is wrong
     */
    static ChatMessage of(ReceivedMessage message, Chat chat, JsonMapper json) {
        Map<String, String> headers = message.headers();
        UUID user = id("user_id", headers.get("user_id"));
        String event = headers.get("event_id");
        UUID eventId = event == null || event.isEmpty() ? null : id("event_id", event);
        byte[] value = message.body().bytes();
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8).strip();
        if (WORD.matcher(text).matches()) {
            return new ChatMessage(user, chat, eventId, text, JsonNodeFactory.instance.objectNode());
        }
        JsonNode node = read(text, json);
        if (node.isString() && WORD.matcher(node.stringValue()).matches()) {
            return new ChatMessage(user, chat, eventId, node.stringValue(), JsonNodeFactory.instance.objectNode());
        }
        if (!node.isObject()) {
            throw new InvalidInput("", text, "a command, or an object");
        }
        String only = node.size() == 1 ? node.propertyNames().iterator().next() : null;
        return only != null && node.path(only).isObject()
                ? new ChatMessage(user, chat, eventId, only, node.path(only))
                : new ChatMessage(user, chat, eventId, null, node);
    }

    /** The chat that a record came from; null when it does not say, and so cannot be answered. */
    static @Nullable Chat chat(ReceivedMessage message) {
        String chat = message.headers().getOrDefault("chat_id", message.key());
        String id = message.headers().get("message_id");
        if (chat.isBlank() || chat.length() > LONGEST_ID || (id != null && id.length() > LONGEST_ID)) {
            return null;
        }
        return new Chat(chat, id == null || id.isEmpty() ? null : id);
    }

    /** The event that the data or the header names. */
    UUID requireEvent() {
        JsonNode named = data.path("event_id");
        if (named.isString()) {
            return id("event_id", named.stringValue());
        }
        if (event == null) {
            throw new InvalidInput("/event_id", null, "the id of an event, here or in the header");
        }
        return event;
    }

    UUID requirePartner() {
        return id("partner_id", data.path("partner_id").asString(""));
    }

    @Nullable
    String text(String field, int most) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > most) {
            throw new InvalidInput("/" + field, value, "text of 1 to " + most + " characters");
        }
        return value.stringValue();
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new InvalidInput("/" + field, value, "true or false");
        }
        return value.booleanValue();
    }

    @Nullable
    Integer whole(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            throw new InvalidInput("/" + field, value, "a whole number");
        }
        return value.intValue();
    }

    private static UUID id(String name, @Nullable String text) {
        try {
            return Numbers.uuid(text == null ? "" : text);
        } catch (Refused notAnId) {
            throw new InvalidInput("/" + name, text, "a UUID");
        }
    }

    private static JsonNode read(String text, JsonMapper json) {
        try {
            return json.readTree(text);
        } catch (JacksonException notJson) {
            throw new InvalidInput("", text, "a command, or JSON");
        }
    }
}
