package dev.concierge.user.token.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.key.SigningKey.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The keys in memory, read again every few seconds, since another replica may have rotated them, and at once for an
 * unknown key id. While the database is away the last ones serve.
 */
@Component
class KeyRing implements JWKSource<SecurityContext> {
    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** A flood of tokens with invented key ids must not become a flood of queries. */
    private static final Duration BETWEEN_UNKNOWN = Duration.ofSeconds(1);

    private final SigningKeys keys;
    private final RotateKeys rotateKeys;
    private final IssuerSettings settings;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Ring ring;

    KeyRing(SigningKeys keys, RotateKeys rotateKeys, IssuerSettings settings, Clock clock) {
        this.keys = keys;
        this.rotateKeys = rotateKeys;
        this.settings = settings;
        this.clock = clock;
    }

    /** Published keys, without their private parts. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = selector.select(published(ringYoungerThan(FRESH)));
        return found.isEmpty() ? selector.select(published(ringYoungerThan(BETWEEN_UNKNOWN))) : found;
    }

    /** The key that signs, with its private part. */
    List<JWK> signing(JWKSelector selector) {
        return selector.select(new JWKSet(ringYoungerThan(FRESH).keys().stream()
                .map(Known::key)
                .filter(key -> key.state() == State.ACTIVE)
                .<JWK>map(SigningKey::jwk)
                .toList()));
    }

    /** Reads the keys, and makes them where there are none. */
    void prepare() {
        ringYoungerThan(FRESH);
    }

    /** Reads the keys anew at the next use. */
    void forget() {
        Ring present = ring;
        if (present != null) {
            ring = new Ring(present.keys(), Instant.EPOCH);
        }
    }

    private JWKSet published(Ring ring) {
        Instant oldest = clock.instant().minus(settings.longestUse());
        return new JWKSet(ring.keys().stream()
                .filter(known -> known.key().retiredAt() == null
                        || known.key().retiredAt().isAfter(oldest))
                .map(Known::published)
                .toList());
    }

    private Ring ringYoungerThan(Duration age) {
        Ring present = ring;
        if (present == null) {
            reading.lock();
        } else if (present.isYoungerThan(age, clock.instant()) || !reading.tryLock()) {
            return present;
        }
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    private Ring read() {
        Ring present = ring;
        try {
            if (present == null) {
                rotateKeys.ensureKeys();
            }
            Ring read = new Ring(keys.all().stream().map(Known::of).toList(), clock.instant());
            ring = read;
            return read;
        } catch (DataAccessException away) {
            if (present == null) {
                throw away;
            }
            log.warn("The signing keys cannot be read; those of {} go on serving.", present.readAt(), away);
            ring = new Ring(present.keys(), clock.instant());
            return present;
        }
    }

    /** @param published made once, as every request asks for it */
    private record Known(SigningKey key, JWK published) {
        static Known of(SigningKey key) {
            return new Known(key, key.jwk().toPublicJWK());
        }
    }

    private record Ring(List<Known> keys, Instant readAt) {
        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(readAt.plus(age)) && !now.isBefore(readAt);
        }
    }
}
