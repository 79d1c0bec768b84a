package dev.concierge.resource.booking;

import dev.concierge.platform.security.Caller;
import java.util.Locale;
import java.util.UUID;

/**
 * Who changed a booking.
 *
 * @param name such as {@code guest 0199…}, {@code client app}
 * @param isGuest whether the guest's own rules hold for it
 * @param isBounded whether a guest is behind it, themselves or by a service, who may have so much and no more
 */
record Actor(String name, boolean isGuest, boolean isBounded) {
    static final Actor TIME = new Actor("time", false);
    static final Actor PAYMENT = new Actor("payment", false);
    static final Actor ERASURE = new Actor("erasure", false);
    static final Actor ERASED_GUEST = guest(Booking.NOBODY);

    Actor(String name, boolean isGuest) {
        this(name, isGuest, isGuest);
    }

    static Actor guest(UUID user) {
        return new Actor("guest " + user, true);
    }

    /** Whoever does it for a guest does it by the guest's rules. */
    static Actor of(Caller caller, UUID guest) {
        Actor self = of(caller);
        return self.isGuest ? self : new Actor(self.name + " for guest " + guest, true);
    }

    static Actor of(Caller caller) {
        return new Actor(
                caller.kind().name().toLowerCase(Locale.ROOT) + " " + caller.subject(),
                caller.kind() == Caller.Kind.GUEST,
                caller.kind() == Caller.Kind.GUEST || caller.kind() == Caller.Kind.SERVICE);
    }
}
