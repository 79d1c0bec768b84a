package dev.concierge.user.profile;

import dev.concierge.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a guest, from which {@link Persona} reads who they seem to be.
 *
 * @param version the guest's version when {@code published} was told to others
 * @param affinities by topic
 * @param purchases how much they bought, whatever it was; null for nothing yet
 * @param published what others were told last
 */
record Profile(
        UserId userId,
        long version,
        Stated stated,
        Map<String, Affinity> affinities,
        @Nullable Affinity purchases,
        Persona.Published published) {
    private static final int MOST_TOPICS = 100;

    static Profile empty(UserId userId) {
        return new Profile(userId, 0, Stated.NOTHING, Map.of(), null, Persona.Published.NOTHING);
    }

    Profile with(Stated stated) {
        return new Profile(userId, version, stated, affinities, purchases, published);
    }

    Profile with(InteractionCaptured interaction, PersonaSettings settings) {
        Instant time = interaction.takenPlaceAt();
        Map<String, Affinity> next = new HashMap<>(affinities);
        next.merge(
                interaction.topic(),
                new Affinity(interaction.type().strength(), time),
                (known, added) -> known.plus(added.weight(), time, settings.halfLife()));
        Affinity bought = purchases;
        if (interaction.type() == InteractionType.PURCHASE) {
            bought = bought == null ? new Affinity(1, time) : bought.plus(1, time, settings.spendingHalfLife());
        }
        return new Profile(userId, version, stated, bounded(next, settings), bought, published);
    }

    Profile published(long version, Persona.Published published) {
        return new Profile(userId, version, stated, affinities, purchases, published);
    }

    /** The latest moment anything is known of; decay counts up to here where the answer must not depend on the hour. */
    Instant latest() {
        Instant latest = purchases == null ? Instant.EPOCH : purchases.asOf();
        for (Affinity affinity : affinities.values()) {
            latest = affinity.asOf().isAfter(latest) ? affinity.asOf() : latest;
        }
        return latest;
    }

    /** Forgets what has faded, and of too many topics the weakest. */
    private static Map<String, Affinity> bounded(Map<String, Affinity> affinities, PersonaSettings settings) {
        Instant latest = affinities.values().stream()
                .map(Affinity::asOf)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        affinities.values().removeIf(affinity -> affinity.isForgottenAt(latest, settings.halfLife()));
        while (affinities.size() > MOST_TOPICS) {
            affinities.entrySet().stream()
                    .min(Comparator.comparingDouble(entry -> entry.getValue().weightAt(latest, settings.halfLife())))
                    .map(Map.Entry::getKey)
                    .ifPresent(affinities::remove);
        }
        return Map.copyOf(affinities);
    }
}
