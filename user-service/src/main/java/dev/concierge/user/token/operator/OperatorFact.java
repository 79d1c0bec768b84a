package dev.concierge.user.token.operator;

import dev.concierge.platform.problem.Fact;
import java.time.Duration;

/** What stands in the way of a change of an operator. */
abstract sealed class OperatorFact extends Fact {
    private OperatorFact(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class NotFound extends OperatorFact {
        NotFound(String name) {
            super(Kind.NOT_FOUND, "operator-not-found", "There is no operator " + name + " here.");
        }
    }

    static final class NameTaken extends OperatorFact {
        NameTaken(String name) {
            super(Kind.CONFLICT, "operator-name-taken", "The name " + name + " is or was somebody's.");
        }
    }

    static final class LastAdmin extends OperatorFact {
        LastAdmin(String name) {
            super(
                    Kind.CONFLICT,
                    "last-admin",
                    "Nobody but " + name + " could manage operators (expected: another active admin first).");
        }
    }

    static final class PasswordInFile extends OperatorFact {
        PasswordInFile(String name) {
            super(
                    Kind.CONFLICT,
                    "password-in-file",
                    "The password of " + name
                            + " is the file operator-password; change it there and restart user-service.");
        }
    }

    static final class Deactivated extends OperatorFact {
        Deactivated(String name) {
            super(Kind.CONFLICT, "operator-deactivated", name + " is deactivated (expected: activate them first).");
        }
    }

    static final class NothingToConfirm extends OperatorFact {
        NothingToConfirm(String name) {
            super(
                    Kind.CONFLICT,
                    "no-second-factor-begun",
                    name
                            + " has begun no second factor in the last ten minutes (expected: POST /operators/me/second-factor first).");
        }
    }

    static final class OwnSecondFactor extends OperatorFact {
        OwnSecondFactor(String name) {
            super(
                    Kind.CONFLICT,
                    "own-second-factor",
                    name
                            + " cannot take their own second factor away (expected: another admin, or a new one in its place).");
        }
    }

    static final class WrongPassword extends OperatorFact {
        WrongPassword() {
            super(Kind.FORBIDDEN, "wrong-password", "The current password is another one.");
        }
    }

    static final class WrongCode extends OperatorFact {
        WrongCode() {
            super(
                    Kind.FORBIDDEN,
                    "wrong-code",
                    "The code is not right, is over or was used (expected: the one that is shown now).");
        }
    }

    /** Too many guesses. */
    static final class MustWait extends OperatorFact {
        private final Duration wait;

        MustWait(Duration wait) {
            super(Kind.TOO_MANY_REQUESTS, "too-many-attempts", "Too many attempts; wait " + seconds(wait) + " s.");
            this.wait = wait;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(seconds(wait));
        }

        private static long seconds(Duration wait) {
            return wait.plusMillis(999).toSeconds();
        }
    }
}
