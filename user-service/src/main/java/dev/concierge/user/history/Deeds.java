package dev.concierge.user.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads what somebody did out of a message; empty for messages that tell nothing of it. */
public final class Deeds {
    private static final int LONGEST_TOPIC = 64;
    private static final String NO_TOPIC = "";
    /** Whose interactions come a second time as an event, which is the one that counts. */
    private static final String EVENT_SERVICE = "/event-service";

    private Deeds() {}

    public static Optional<Deed> in(ReceivedMessage message) {
        return switch (message.type()) {
            case "event.captured" -> message.as(EventCaptured.class).deed();
            case "interaction.captured" ->
                message.source().equals(EVENT_SERVICE)
                        ? Optional.empty()
                        : message.as(InteractionCaptured.class).deed();
            default -> Optional.empty();
        };
    }

    /** A topic as it is counted, however it was written. */
    public static String asTopic(String written) {
        return Texts.cut(written.strip().toLowerCase(Locale.ROOT), LONGEST_TOPIC);
    }

    /** A clock that runs ahead must not keep a window open for longer. */
    private static Instant earlier(Instant told, Instant received) {
        return told.isAfter(received) ? received : told;
    }

    /**
     * What we read of {@code event.captured} on topic {@code events}.
     *
     * @param attributes of an interaction with its target
     */
    private record EventCaptured(
            @JsonProperty(required = true) String userId,
            @JsonProperty(required = true) String eventName,
            @JsonProperty(required = true) Instant eventAt,
            @JsonProperty(required = true) Instant receivedAt,
            @Nullable JsonNode attributes,
            @Nullable String origin) {
        Optional<Deed> deed() {
            // of any other event a target may be anything at all
            boolean isInteraction = "interaction".equals(origin);
            String topic = isInteraction ? new Party(text("/target/id"), text("/target/type")).topic() : NO_TOPIC;
            return Optional.of(
                    new Deed(userId, eventName, topic, isInteraction, earlier(eventAt, receivedAt), given()));
        }

        private String text(String at) {
            return given().at(at).asString("");
        }

        private JsonNode given() {
            return attributes == null ? MissingNode.getInstance() : attributes;
        }
    }

    /** What we read of {@code interaction.captured} on topic {@code interactions}. */
    private record InteractionCaptured(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) Instant timestamp,
            @JsonProperty(required = true) Instant receivedAt,
            @JsonProperty(required = true) Party actor,
            @JsonProperty(required = true) Party target) {
        Optional<Deed> deed() {
            return Optional.of(new Deed(
                    actor.id(), type, target.topic(), true, earlier(timestamp, receivedAt), MissingNode.getInstance()));
        }
    }

    /** Who acted, or what was acted on. */
    private record Party(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String type) {
        /** What it was about: the topic itself, or the kind of thing. */
        String topic() {
            String topic = "topic".equalsIgnoreCase(type) ? id : type;
            return asTopic(topic);
        }
    }
}
