package dev.concierge.datemaker.telegram;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody wrote or pressed in a chat.
 *
 * @param account Telegram's id of who did
 * @param message the message whose button was pressed, which is edited by the answer; null for a text
 * @param callback that Telegram waits to hear was seen; null for a text
 * @param words of the text, or of the button's data
 */
record Update(
        long id,
        long account,
        String chat,
        @Nullable String message,
        @Nullable String callback,
        List<String> words) {
    private static final String NO_SIDE = "0";

    /** Null for what is none of our business: groups, channels, edits, photographs. */
    static @Nullable Update of(JsonNode update) {
        JsonNode button = update.path("callback_query");
        JsonNode message = button.isObject() ? button.path("message") : update.path("message");
        JsonNode from = button.isObject() ? button.path("from") : message.path("from");
        JsonNode text = button.isObject() ? button.path("data") : message.path("text");
        if (!message.path("chat").path("type").asString("").equals("private") || !text.isString()) {
            return null;
        }
        return new Update(
                update.path("update_id").asLong(),
                from.path("id").asLong(),
                message.path("chat").path("id").asString(),
                button.isObject() ? message.path("message_id").asString() : null,
                button.isObject() ? button.path("id").asString() : null,
                List.of(Texts.shown(text.stringValue()).strip().split("\\s+", 4)));
    }

    /** The key of a page that came with the link to the bot, {@code t.me/bot?start=key}. */
    @Nullable
    String pageKey() {
        return words.getFirst().equals("/start") && words.size() == 2 ? words.get(1) : null;
    }

    /** Whether this chat is to be no page's any more. */
    boolean leaves() {
        return words.getFirst().equals("/leave");
    }

    /** What datemaker is to do, in the words of its topic: a command, or the data that it asked for. */
    Object command() {
        String what = words.getFirst();
        String event = words.size() > 1 ? words.get(1) : "";
        return switch (what) {
            case "register" -> Map.of("register_event", registration(event));
            case "cancel" -> Map.of("cancel_registration", Map.of("event_id", event));
            case "ready" -> Map.of("set_ready", Map.of("event_id", event));
            case "yes" -> Map.of("confirmed", true);
            case "no" -> Map.of("confirmed", false);
            case "like" -> Map.of("liked", true);
            case "dislike" -> Map.of("liked", false);
            case "/start", "/events" -> "list_events";
            // it answers that it does not know the word
            default -> what.startsWith("/") ? what.substring(1).replaceAll("[^a-z_]", "_") : "unknown";
        };
    }

    /** The event of a registration that does not say an age; null for anything else. */
    @Nullable
    UUID registersWithoutAge() {
        if (!words.getFirst().equals("register") || words.size() < 2 || words.size() > 3) {
            return null;
        }
        try {
            return Numbers.uuid(words.get(1));
        } catch (Refused noId) {
            return null; // whoever carries it out says so
        }
    }

    /** Of two sides the first or the second; {@link #NO_SIDE} where there are none. */
    String side() {
        return words.size() > 2 ? words.get(2) : NO_SIDE;
    }

    /** {@code register event side age}: the last two where the event asks for them. */
    private Map<String, Object> registration(String event) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("event_id", event);
        if (!side().equals(NO_SIDE)) {
            wanted.put("side_number", side().equals("1") ? 1 : 2);
        }
        if (words.size() > 3 && words.get(3).matches("\\d{1,3}")) {
            wanted.put("age", Numbers.whole(words.get(3), 0, 999));
        }
        return wanted;
    }
}
