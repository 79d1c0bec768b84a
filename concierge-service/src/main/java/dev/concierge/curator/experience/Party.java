package dev.concierge.curator.experience;

import dev.concierge.curator.item.Capacity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who does something for whom.
 *
 * @param actor a guest's userId; of others their kind and name
 * @param owner null for nobody's
 * @param shareBasisPoints what the actor gets of the price without taxes; null for nothing
 * @param consentAt when consent was given or refused
 */
public record Party(
        String actor,
        @Nullable String owner,
        Capacity capacity,
        @Nullable Integer shareBasisPoints,
        Consent consent,
        @Nullable Instant consentAt) {
    /** What the owner said to it. */
    public enum Consent {
        NOT_NEEDED,
        ASKED,
        GIVEN,
        REFUSED
    }

    private static final String NOBODY = "erased";

    /** What is left where the guest is no more. */
    Party without(String guest) {
        return new Party(
                actor.equals(guest) ? NOBODY : actor,
                guest.equals(owner) ? NOBODY : owner,
                capacity,
                shareBasisPoints,
                consent,
                consentAt);
    }

    boolean isNobody() {
        return NOBODY.equals(owner);
    }

    /** As items name who saved them. */
    String creator() {
        return isOfGuest() ? "guest:" + actor : actor;
    }

    /** Whether a guest does it, be it for another. */
    boolean isOfGuest() {
        return !actor.contains(":");
    }

    Party decided(Consent decision, Instant at) {
        return new Party(actor, owner, capacity, shareBasisPoints, decision, at);
    }

    boolean includes(String guest) {
        return actor.equals(guest) || guest.equals(owner);
    }
}
