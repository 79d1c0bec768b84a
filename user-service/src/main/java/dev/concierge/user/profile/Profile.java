package dev.concierge.user.profile;

import dev.concierge.user.history.Deed;
import dev.concierge.user.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a guest, from which {@link Persona} reads who they seem to be.
 *
 * @param version the guest's version when {@code published} was told to others
 * @param affinities by topic
 * @param purchases how much they bought, whatever it was; null for nothing yet
 * @param spent minor units by currency, as far as amounts were told
 * @param published what others were told last
 */
record Profile(
        UserId userId,
        long version,
        Stated stated,
        Map<String, Affinity> affinities,
        @Nullable Affinity purchases,
        Map<String, Affinity> spent,
        Persona.Published published) {
    private static final int MOST_TOPICS = 100;
    private static final int MOST_CURRENCIES = 10;

    static Profile empty(UserId userId) {
        return new Profile(userId, 0, Stated.NOTHING, Map.of(), null, Map.of(), Persona.Published.NOTHING);
    }

    Profile with(Stated stated) {
        return new Profile(userId, version, stated, affinities, purchases, spent, published);
    }

    Profile with(Deed deed, PersonaSettings settings, ProfileRules rules) {
        Optional<InteractionType> type = deed.isInteraction() ? InteractionType.named(deed.name()) : Optional.empty();
        Profile next = type.map(known -> interested(deed.topic(), known.strength(), deed.at(), settings)
                        .bought(known, deed.at(), settings))
                .orElse(this);
        for (ProfileRules.EventRule rule : rules.events()) {
            if (rule.event().equals(deed.name())) {
                next = next.told(rule, deed, settings);
            }
        }
        return next;
    }

    private Profile interested(String topic, double strength, Instant time, PersonaSettings settings) {
        Map<String, Affinity> next = new HashMap<>(affinities);
        next.merge(
                topic,
                new Affinity(strength, time),
                (known, added) -> known.plus(added.weight(), time, settings.halfLife()));
        return new Profile(userId, version, stated, bounded(next, settings), purchases, spent, published);
    }

    private Profile bought(InteractionType type, Instant time, PersonaSettings settings) {
        if (type != InteractionType.PURCHASE) {
            return this;
        }
        Affinity bought =
                purchases == null ? new Affinity(1, time) : purchases.plus(1, time, settings.spendingHalfLife());
        return new Profile(userId, version, stated, affinities, bought, spent, published);
    }

    private Profile told(ProfileRules.EventRule rule, Deed deed, PersonaSettings settings) {
        Profile next = EventFacts.topic(rule, deed)
                .map(topic -> interested(topic, Objects.requireNonNullElse(rule.weight(), 1.0), deed.at(), settings))
                .orElse(this);
        return EventFacts.spent(rule, deed)
                .map(money -> next.spent(money, deed.at(), settings))
                .orElse(next);
    }

    private Profile spent(Money money, Instant time, PersonaSettings settings) {
        Map<String, Affinity> next = new HashMap<>(spent);
        if (next.size() == MOST_CURRENCIES && !next.containsKey(money.currency())) {
            return this;
        }
        next.merge(
                money.currency(),
                new Affinity(money.minorUnits(), time),
                (known, added) -> known.plus(added.weight(), time, settings.spendingHalfLife()));
        return new Profile(userId, version, stated, affinities, purchases, Map.copyOf(next), published);
    }

    Profile published(long version, Persona.Published published) {
        return new Profile(userId, version, stated, affinities, purchases, spent, published);
    }

    /** The latest moment anything is known of; decay counts up to here where the answer must not depend on the hour. */
    Instant latest() {
        Instant latest = purchases == null ? Instant.EPOCH : purchases.asOf();
        for (Affinity affinity : Stream.concat(affinities.values().stream(), spent.values().stream())
                .toList()) {
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
