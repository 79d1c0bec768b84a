package dev.concierge.event.tail;

import dev.concierge.event.occurrence.Occurrence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator watches.
 *
 * @param name of events; null for all
 * @param client whose events; null for everybody's
 * @param until when it ends by itself
 */
record Tail(
        UUID tailId,
        @Nullable String name,
        @Nullable String userId,
        @Nullable String client,
        Instant until,
        String askedBy) {

    boolean catches(Occurrence event) {
        return (name == null || name.equals(event.name()))
                && (userId == null || userId.equals(event.userId()))
                && (client == null || client.equals(event.client()));
    }
}
