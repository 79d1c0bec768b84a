package dev.concierge.resource.booking;

import dev.concierge.platform.security.Caller;
import dev.concierge.resource.offer.OfferTerms;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a booking.
 *
 * @param name such as {@code guest 0199…}, {@code client app}
 * @param isGuest whether the guest's own rules hold for it
 * @param isBounded whether a guest is behind it, themselves or by a service, who may have so much and no more
 * @param service the service that does it; null for everybody else
 */
record Actor(
        String name,
        boolean isGuest,
        boolean isBounded,
        @Nullable String service) {
    static final Actor TIME = new Actor("time", false);
    static final Actor PAYMENT = new Actor("payment", false);
    static final Actor ERASURE = new Actor("erasure", false);
    static final Actor ERASED_GUEST = guest(Booking.NOBODY);

    Actor(String name, boolean isGuest) {
        this(name, isGuest, isGuest, null);
    }

    static Actor guest(UUID user) {
        return new Actor("guest " + user, true);
    }

    /** Whoever does it for a guest does it by the guest's rules. */
    static Actor of(Caller caller, UUID guest) {
        Actor self = of(caller);
        return self.isGuest ? self : new Actor(self.name + " for guest " + guest, true, true, self.service);
    }

    static Actor of(Caller caller) {
        boolean isService = caller.kind() == Caller.Kind.SERVICE;
        return new Actor(
                caller.kind().name().toLowerCase(Locale.ROOT) + " " + caller.subject(),
                caller.kind() == Caller.Kind.GUEST,
                caller.kind() == Caller.Kind.GUEST || isService,
                isService ? caller.subject() : null);
    }

    /** Whether times of an offer are this one's to take: those that a service gives out, nobody else takes for a guest. */
    boolean mayTake(OfferTerms terms) {
        String through = terms.bookedThrough();
        return through == null || !isBounded || through.equals(service);
    }

    /** As a guest reads of it, who learns what kind of caller it was and not which one. */
    static String seenByGuests(String name) {
        return switch (name.split(" ", 2)[0]) {
            case "guest" -> "guest";
            case "client", "operator" -> "business";
            case "service" -> name.contains(" for guest ") ? "guest" : "service";
            default -> name;
        };
    }
}
