package dev.concierge.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a notification is on one channel.
 *
 * @param state {@code pending} or an {@link Outcome#state}
 * @param at when it got into this state
 */
record Delivery(String channel, String state, @Nullable String reason, Instant at) {}
