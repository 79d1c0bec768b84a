package dev.concierge.event.capture;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who wants something captured.
 *
 * @param idempotencyKey the header; null when the sender does not care about repetitions
 */
public record CaptureRequest(Caller caller, @Nullable String idempotencyKey) {
    private static final int KEY_LENGTH = 255;

    public CaptureRequest {
        if (idempotencyKey != null && idempotencyKey.length() > KEY_LENGTH) {
            throw new InvalidInput(
                    "Idempotency-Key", idempotencyKey.length() + " characters (expected: at most " + KEY_LENGTH + ")");
        }
    }

    /** By whom what becomes of it is counted: guests and operators are people, and counted together. */
    public String client() {
        return switch (caller.kind()) {
            case CLIENT, SERVICE -> caller.subject();
            case GUEST -> "guest";
            case OPERATOR -> "operator";
        };
    }
}
