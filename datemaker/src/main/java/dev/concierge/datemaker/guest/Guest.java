package dev.concierge.datemaker.guest;

import java.util.Set;
import java.util.UUID;

/**
 * @param topics what they like, by their profile
 * @param likes how often a partner would see them again
 * @param upheld how many reports about them were right
 */
public record Guest(UUID id, Set<String> topics, int likes, int dislikes, int upheld) {
    public Guest {
        topics = Set.copyOf(topics);
    }

    /** From 0 to 1; who is new is in the middle. */
    public double rating() {
        return (likes + 1.0) / (likes + dislikes + 2.0) / (1 + upheld);
    }

    /** From 0 to 1: how much of what either likes both like. */
    public double sharedTopics(Guest other) {
        long shared = topics.stream().filter(other.topics::contains).count();
        long all = topics.size() + other.topics.size() - shared;
        return all == 0 ? 0 : (double) shared / all;
    }
}
