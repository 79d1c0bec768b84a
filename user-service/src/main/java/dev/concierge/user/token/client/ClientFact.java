package dev.concierge.user.token.client;

import dev.concierge.platform.problem.Fact;

/** What stands in the way of a change of a client. */
abstract sealed class ClientFact extends Fact {
    private ClientFact(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class NotFound extends ClientFact {
        NotFound(String id) {
            super(Kind.NOT_FOUND, "client-not-found", "There is no client " + id + " here.");
        }
    }

    static final class BusinessNotFound extends ClientFact {
        BusinessNotFound(String id, String business) {
            super(
                    Kind.NOT_FOUND,
                    "client-business-not-found",
                    "Client " + id + " names no business " + business + " that could be taken from it.");
        }
    }

    static final class LastBusiness extends ClientFact {
        LastBusiness(String id, String business) {
            super(
                    Kind.CONFLICT,
                    "client-last-business",
                    "Business " + business + " is the only one of client " + id
                            + ", and none named would mean all (expected: the client to be withdrawn).");
        }
    }

    static final class IdTaken extends ClientFact {
        IdTaken(String id) {
            super(Kind.CONFLICT, "client-id-taken", "The id " + id + " is or was somebody's.");
        }
    }

    static final class InSettings extends ClientFact {
        InSettings(String id) {
            super(
                    Kind.CONFLICT,
                    "client-in-settings",
                    "Client " + id + " is of this installation: its secret is the file client-secret-" + id
                            + "; change it there and restart user-service.");
        }
    }

    static final class Withdrawn extends ClientFact {
        Withdrawn(String id) {
            super(Kind.CONFLICT, "client-withdrawn", "Client " + id + " was withdrawn (expected: another one).");
        }
    }
}
