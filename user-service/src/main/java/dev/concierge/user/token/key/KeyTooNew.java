package dev.concierge.user.token.key;

import dev.concierge.platform.problem.Fact;
import java.time.Instant;
import java.util.UUID;

/** The next key was published a moment ago; verifiers that have not seen it would refuse its tokens. */
final class KeyTooNew extends Fact {
    KeyTooNew(UUID keyId, Instant ready) {
        super(Kind.CONFLICT, "key-too-new", "The next key " + keyId + " may sign from " + ready + " on.");
    }
}
