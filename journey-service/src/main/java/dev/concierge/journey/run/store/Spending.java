package dev.concierge.journey.run.store;

import java.time.Instant;
import java.util.Map;

/**
 * What a journey has used of its limits.
 *
 * @param nextEntry when the next guest may come in, unless that has passed
 * @param nextMessage when the next message may be told, unless that has passed
 * @param spent what is counted, by its name
 */
public record Spending(Instant nextEntry, Instant nextMessage, Map<String, Long> spent) {
    public static final Spending NOTHING = new Spending(Instant.EPOCH, Instant.EPOCH, Map.of());

    public long of(String what) {
        return spent.getOrDefault(what, 0L);
    }
}
