package dev.concierge.user.token.key;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.key.SigningKey.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves on by one key: the next one, which everyone has seen published, signs from now on; the active one is retired
 * and stays published while its tokens live; a new next one is published. Never breaks a token.
 */
@Component
class RotateKeys {
    private final SigningKeys keys;
    private final TransactionTemplate transaction;
    private final IssuerSettings settings;
    private final Ids ids;
    private final Clock clock;

    RotateKeys(SigningKeys keys, TransactionTemplate transaction, IssuerSettings settings, Ids ids, Clock clock) {
        this.keys = keys;
        this.transaction = transaction;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes the first keys of a new installation; the replicas of a first start agree by a lock. On a busy machine making
     * them takes longer than a transaction may rest, so they are made before it.
     */
    void ensureKeys() {
        if (!keys.all().isEmpty()) {
            return;
        }
        SigningKey active = SigningKey.generate(ids.next(), State.ACTIVE, clock.instant());
        SigningKey next = SigningKey.generate(ids.next(), State.NEXT, clock.instant());
        transaction.executeWithoutResult(_ -> {
            keys.lock();
            if (keys.all().isEmpty()) {
                keys.add(active);
                keys.add(next);
            }
        });
    }

    /**
     * @return the id of the key that signs from now on
     * @throws KeyTooNew when the next key may not have reached every verifier
     */
    UUID rotate() {
        keys.lock();
        Instant now = clock.instant();
        List<SigningKey> present = keys.all();
        SigningKey next = in(State.NEXT, present).orElseThrow();
        Instant ready = next.createdAt().plus(settings.keyLead());
        if (now.isBefore(ready)) {
            throw new KeyTooNew(next.id(), ready);
        }
        in(State.ACTIVE, present).ifPresent(active -> keys.retire(active.id(), now));
        keys.activate(next.id());
        keys.add(SigningKey.generate(ids.next(), State.NEXT, now));
        keys.removeRetiredBefore(now.minus(settings.longestUse()));
        return next.id();
    }

    private static Optional<SigningKey> in(State state, List<SigningKey> keys) {
        return keys.stream().filter(key -> key.state() == state).findFirst();
    }

    /** The next key was published a moment ago; verifiers that have not seen it would refuse its tokens. */
    private static final class KeyTooNew extends Fact {
        KeyTooNew(UUID keyId, Instant ready) {
            super(Kind.CONFLICT, "key-too-new", "The next key " + keyId + " may sign from " + ready + " on.");
        }
    }
}
