package dev.concierge.journey.engine;

import dev.concierge.journey.definition.HttpCall;
import dev.concierge.journey.definition.Placeholder;
import dev.concierge.journey.definition.Source;
import dev.concierge.journey.guest.Guest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Fills in what a run knows: <code>{{entry.x}}</code>, <code>{{memory.x}}</code>, <code>{{user.x}}</code>,
 * <code>{{profile.about.x}}</code>, ids. What is not known is nothing in a text, and null where it is all of it.
 */
final class Placeholders {
    private final Run run;
    private final Memory memory;
    private final Guest guest;
    private final JsonNode profile;
    private final Room room;

    /** @param profile missing where nobody asked for it, or nobody knew */
    Placeholders(Run run, Memory memory, Guest guest, JsonNode profile, Room room) {
        this.run = run;
        this.memory = memory;
        this.guest = guest;
        this.profile = profile;
        this.room = room;
    }

    HttpCall fill(HttpCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, text(value, UnaryOperator.identity())));
        JsonNode body = call.body();
        return new HttpCall(
                call.method(),
                text(call.url(), Placeholders::encoded),
                headers,
                body == null ? null : fill(body),
                call.secret(),
                call.timeout(),
                call.retries(),
                call.map());
    }

    ObjectNode fill(Map<String, JsonNode> values) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> filled.set(name, fill(value)));
        return filled;
    }

    /** A text that is nothing but a placeholder becomes the value itself, of whatever kind. */
    JsonNode fill(JsonNode value) {
        if (value.isString()) {
            Matcher whole = Placeholder.PATTERN.matcher(value.stringValue());
            if (whole.matches()) {
                JsonNode known = room.take(known(whole.group(1), whole.group(2)));
                return known == null ? JsonNodeFactory.instance.nullNode() : known;
            }
            return StringNode.valueOf(text(value.stringValue(), UnaryOperator.identity()));
        }
        if (value.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (value.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return value;
    }

    private String text(String text, UnaryOperator<String> encoding) {
        return Placeholder.PATTERN.matcher(text).replaceAll(found -> {
            JsonNode known = room.take(known(found.group(1), found.group(2)));
            String shown = known == null ? "" : known.isString() ? known.stringValue() : known.toString();
            return Matcher.quoteReplacement(encoding.apply(shown));
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private @Nullable JsonNode known(String of, @Nullable String name) {
        if (name == null) {
            return switch (of) {
                case "userId" -> StringNode.valueOf(run.userId().value());
                case "runId" -> StringNode.valueOf(run.id().toString());
                case "journeyId" -> StringNode.valueOf(run.journeyId().value());
                case Placeholder.PROFILE -> present(profile);
                case "key" -> memory.key() == null ? null : StringNode.valueOf(memory.key());
                default -> null;
            };
        }
        return switch (of) {
            case "entry" -> LocalTimes.value(Source.ENTRY, name, guest, memory);
            case "memory" -> LocalTimes.value(Source.MEMORY, name, guest, memory);
            case "user" -> LocalTimes.value(Source.USER, name, guest, memory);
            case Placeholder.PROFILE -> present(profile.at("/" + name.replace('.', '/')));
            default -> null;
        };
    }

    private static @Nullable JsonNode present(JsonNode value) {
        return value.isMissingNode() ? null : value;
    }
}
