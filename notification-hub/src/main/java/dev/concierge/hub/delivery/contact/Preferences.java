package dev.concierge.hub.delivery.contact;

/** What a guest wants to get on which channel; the channels that are built read theirs. */
public record Preferences(ChannelPreferences email) {
    public record ChannelPreferences(boolean reachable, boolean subscribed, boolean marketing, boolean transactional) {}
}
