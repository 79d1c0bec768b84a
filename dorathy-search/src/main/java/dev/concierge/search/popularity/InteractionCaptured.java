package dev.concierge.search.popularity;

import java.time.Instant;

/** What we read of {@code interaction.captured} on topic {@code interactions}. */
record InteractionCaptured(String type, Instant timestamp, Party actor, Party target) {
    static final String TOPIC = "interactions";
    static final String TYPE = "interaction.captured";

    record Party(String id) {}
}
