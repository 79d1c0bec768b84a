package dev.concierge.user.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.input.Texts;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What we read of {@code event.captured} on topic {@code events}; an interaction is one too, named by its type.
 *
 * @param attributes of an interaction with its {@code target}
 */
public record EventCaptured(
        @JsonProperty(required = true) String userId,
        @JsonProperty(required = true) String eventName,
        @JsonProperty(required = true) Instant eventAt,
        @JsonProperty(required = true) Instant receivedAt,
        JsonNode attributes,
        String origin) {
    private static final int LONGEST_TOPIC = 64;
    private static final String NO_TOPIC = "";

    /** When it took place; a clock that runs ahead must not keep a window open for longer. */
    public Instant takenPlaceAt() {
        return eventAt.isAfter(receivedAt) ? receivedAt : eventAt;
    }

    /** What an interaction was about: the topic itself, or the kind of thing; empty for other events. */
    public String topic() {
        if (!"interaction".equals(origin) || attributes == null) {
            return NO_TOPIC;
        }
        String type = attributes.at("/target/type").asString("");
        String topic = "topic".equalsIgnoreCase(type) ? attributes.at("/target/id").asString("") : type;
        return Texts.cut(topic.strip().toLowerCase(Locale.ROOT), LONGEST_TOPIC);
    }
}
