package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a notification is on one channel.
 *
 * @param state {@code pending}, {@code held} or an {@link Outcome#state}
 * @param reason why it is held, tried again, suppressed or failed
 * @param at when it was requested, later when it ended
 * @param until when what is held or pending is looked at again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
        String channel,
        String state,
        @Nullable String reason,
        Instant at,
        @Nullable Instant until) {
    private static final Set<String> ENDED = Set.of("sent", "suppressed", "failed");

    /**
     * @param stop why its channel is stopped; null while it is not
     * @param state as stored, which tells pods apart that look at it
     */
    static Delivery of(
            String channel, String state, @Nullable String reason, @Nullable String stop, Instant at, Instant dueAt) {
        if (stop != null && !ENDED.contains(state)) {
            return new Delivery(channel, "pending", channel + ": stopped, " + stop, at, null);
        }
        return switch (state) {
            case "held", "pending" -> new Delivery(channel, state, reason, at, reason == null ? null : dueAt);
            case "claimed", "sending" -> new Delivery(channel, "pending", null, at, null);
            default -> new Delivery(channel, state, reason, at, null);
        };
    }
}
