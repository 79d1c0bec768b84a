package dev.concierge.event.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.event.history.ScanHistory.Place;
import dev.concierge.event.history.ScanHistory.Span;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the history that is told again.
 *
 * @param topic of its own, never one that we read
 * @param told how many messages so far
 * @param last the place to go on behind; null for the beginning
 * @param failure why it does not go on for now; empty when it does
 */
record Replay(
        UUID replayId,
        String topic,
        Span span,
        State state,
        long told,
        @Nullable Place last,
        String failure,
        Instant startedAt,
        @Nullable Instant endedAt,
        String askedBy) {

    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("cancelled")
        CANCELLED
    }
}
