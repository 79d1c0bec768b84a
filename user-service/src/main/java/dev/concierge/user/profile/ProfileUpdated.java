package dev.concierge.user.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code user.profile-updated} on topic {@code users}. */
record ProfileUpdated(
        String userId,
        long version,
        Instant updatedAt,
        Persona.About about,
        List<String> topics,
        Map<String, Double> affinities) {
    static ProfileUpdated of(String userId, long version, Instant updatedAt, Persona persona) {
        return new ProfileUpdated(userId, version, updatedAt, persona.about(), persona.topics(), persona.affinities());
    }
}
