package dev.concierge.user.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.input.Texts;
import java.time.Instant;
import java.util.Locale;

/** What we read of {@code interaction.captured} on topic {@code interactions}. */
record InteractionCaptured(InteractionType type, Instant timestamp, Instant receivedAt, Party actor, Party target) {
    private static final int LONGEST_TOPIC = 64;

    /** When it took place; a clock that runs ahead must not make everything else look old. */
    Instant takenPlaceAt() {
        return timestamp.isAfter(receivedAt) ? receivedAt : timestamp;
    }

    /** What it was about: the topic itself, or the kind of thing. */
    String topic() {
        String topic = "topic".equalsIgnoreCase(target.type()) ? target.id() : target.type();
        return Texts.cut(topic.strip().toLowerCase(Locale.ROOT), LONGEST_TOPIC);
    }

    /** Who acted, or what was acted on. */
    record Party(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String type) {}
}
