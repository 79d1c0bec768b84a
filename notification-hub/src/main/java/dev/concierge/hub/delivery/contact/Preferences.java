package dev.concierge.hub.delivery.contact;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What a guest wants to get on which channel; the channels that are built read theirs.
 *
 * @param zone in which the quiet hours count
 * @param quietHours null for none
 */
public record Preferences(
        ChannelPreferences email,
        @Nullable String zone,
        @Nullable Span quietHours) {
    public record ChannelPreferences(boolean reachable, boolean subscribed, boolean marketing, boolean transactional) {}

    /** Local times such as 22:00. */
    public record Span(LocalTime from, LocalTime to) {}
}
