package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.guest.Guest;
import dev.concierge.datemaker.guest.Guests;
import dev.concierge.datemaker.plan.Score;
import dev.concierge.datemaker.registration.Registration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How well guests of an event may get on: by age, language and what they like; and who is alike. */
final class Suitability {
    private static final int BAND = 5;
    private static final int FARTHEST = 20;

    private final Map<UUID, Registration> registrations = new HashMap<>();
    private final Map<UUID, Guest> guests;

    private Suitability(Collection<Registration> registrations, Map<UUID, Guest> guests) {
        registrations.forEach(registration -> this.registrations.put(registration.userId(), registration));
        this.guests = guests;
    }

    static Suitability of(Collection<Registration> registrations, Guests guests) {
        return new Suitability(
                registrations,
                guests.find(registrations.stream().map(Registration::userId).toList()));
    }

    Score score() {
        return (one, other) -> 0.4 * age(registrations.get(one), registrations.get(other))
                + 0.3 * language(registrations.get(one), registrations.get(other))
                + 0.3 * guest(one).sharedTopics(guest(other));
    }

    /** Those who are alike next to each other: language first, then age band, then how they were liked. */
    List<Registration> alike() {
        return registrations.values().stream()
                .sorted(Comparator.comparing(
                                (Registration registration) -> Objects.requireNonNullElse(registration.language(), ""))
                        .thenComparing(registration -> band(registration.age()))
                        .thenComparing(
                                registration -> -guest(registration.userId()).rating())
                        .thenComparing(Registration::registeredAt)
                        .thenComparing(Registration::userId))
                .toList();
    }

    private static double age(@Nullable Registration one, @Nullable Registration other) {
        if (one == null || other == null || one.age() == null || other.age() == null) {
            return 0;
        }
        int apart = Math.abs(one.age() - other.age());
        return Math.max(0, 1 - (double) apart / FARTHEST);
    }

    private static double language(@Nullable Registration one, @Nullable Registration other) {
        return one != null && other != null && Objects.equals(one.language(), other.language()) ? 1 : 0;
    }

    private static int band(@Nullable Integer age) {
        return age == null ? 0 : age / BAND;
    }

    private Guest guest(UUID id) {
        return guests.getOrDefault(id, new Guest(id, Set.of(), 0, 0, 0));
    }
}
