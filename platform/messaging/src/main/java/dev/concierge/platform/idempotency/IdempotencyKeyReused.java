package dev.concierge.platform.idempotency;

import dev.concierge.platform.problem.Fact;

/** An Idempotency-Key came again with another body. */
public final class IdempotencyKeyReused extends Fact {
    public IdempotencyKeyReused(String key) {
        super(Kind.UNPROCESSABLE, "idempotency-key-reused", "Idempotency-Key " + key + " was sent with another body.");
    }
}
