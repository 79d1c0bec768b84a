package dev.concierge.event.capture;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who wants something captured.
 *
 * @param idempotencyKey the header; null when the sender does not care about repetitions
 * @param historyOnly whether it is told of the past: stored, but journeys are not told of it, however late it is
 */
public record CaptureRequest(Caller caller, @Nullable String idempotencyKey, boolean historyOnly) {
    private static final int KEY_LENGTH = 255;

    public CaptureRequest(Caller caller, @Nullable String idempotencyKey) {
        this(caller, idempotencyKey, false);
    }

    public CaptureRequest {
        if (idempotencyKey != null && idempotencyKey.length() > KEY_LENGTH) {
            throw new InvalidInput(
                    "Idempotency-Key", idempotencyKey.length() + " characters (expected: at most " + KEY_LENGTH + ")");
        }
    }

    /** By whom what becomes of it is counted: guests and operators are people, and counted together. */
    public String client() {
        return clientOf(caller);
    }

    /** The same of a caller who was not heard. */
    public static String clientOf(Caller caller) {
        return switch (caller.kind()) {
            case CLIENT, SERVICE -> caller.subject();
            case GUEST -> "guest";
            case OPERATOR -> "operator";
        };
    }
}
