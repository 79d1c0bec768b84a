package dev.concierge.datemaker.registration;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** Why a guest cannot have or change a registration. */
public final class RegistrationRefused extends Fact {
    private RegistrationRefused(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static RegistrationRefused closed(UUID event) {
        return new RegistrationRefused(
                Kind.CONFLICT, "registration-closed", "Date event " + event + " takes no registrations any more.");
    }

    static RegistrationRefused removed(UUID event) {
        return new RegistrationRefused(
                Kind.CONFLICT, "guest-removed", "The host of date event " + event + " has removed this guest.");
    }

    static RegistrationRefused notAsked(UUID event) {
        return new RegistrationRefused(
                Kind.CONFLICT, "nothing-to-confirm", "Nobody is asked to confirm for date event " + event + " now.");
    }

    static RegistrationRefused notExpected(UUID event) {
        return new RegistrationRefused(
                Kind.CONFLICT, "not-expected", "This guest has no confirmed seat at date event " + event + " now.");
    }

    public static RegistrationRefused notFound(UUID event, UUID user) {
        return new RegistrationRefused(
                Kind.NOT_FOUND,
                "registration-not-found",
                "Guest " + user + " is not registered for date event " + event + ".");
    }
}
