package dev.concierge.platform.security.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.concierge.platform.problem.Fact;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys: fetched when first needed, again when a token names an unknown key (at most every
 * {@link #PAUSE}) and, beside the requests, when they grow old. An issuer that is down changes nothing for keys seen
 * before. Not Nimbus' own caching source, because that answers an unknown key with an error of the server once its
 * rate limit is reached.
 */
final class IssuerKeys implements TrustedKeys {
    static final Duration PAUSE = Duration.ofSeconds(1);
    static final Duration OLD = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private record Seen(JWKSet keys, Instant at) {}

    private final URI address;
    private final ResourceRetriever retriever;
    private final KeyFile file;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Seen seen;
    private volatile Instant lastTry = Instant.EPOCH;

    IssuerKeys(URI address, ResourceRetriever retriever, KeyFile file, Clock clock) {
        this.address = address;
        this.retriever = retriever;
        this.file = file;
        this.clock = clock;
    }

    /** @throws KeysUnavailable when no key set was ever seen */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Seen known = known();
        List<JWK> selected = selector.select(known.keys());
        if (selected.isEmpty()) {
            Seen fetched = fetched(known);
            return fetched == null ? selected : selector.select(fetched.keys());
        }
        refreshIfOld(known);
        return selected;
    }

    @Override
    public List<JWK> atHand(JWKSelector selector) {
        Seen known = seen;
        if (known == null) {
            return List.of();
        }
        refreshIfOld(known);
        return selector.select(known.keys());
    }

    private void refreshIfOld(Seen known) {
        if (clock.instant().isAfter(known.at().plus(OLD)) && mayTry() && !fetching.isLocked()) {
            Thread.ofVirtual().name("issuer-keys").start(() -> fetched(known));
        }
    }

    private Seen known() {
        Seen known = seen;
        if (known != null) {
            return known;
        }
        JWKSet stored = file.read();
        if (stored != null) {
            // old from the start: the first request has them refreshed
            Seen fromDisk = new Seen(stored, Instant.EPOCH);
            seen = fromDisk;
            return fromDisk;
        }
        Seen fetched = fetched(null);
        if (fetched == null) {
            throw new KeysUnavailable();
        }
        return fetched;
    }

    /** The freshest set that can be had: {@code known} itself when the issuer does not answer or was just asked. */
    private @Nullable Seen fetched(@Nullable Seen known) {
        fetching.lock();
        try {
            Seen latest = seen;
            return Objects.equals(latest, known) && mayTry() ? fetch(known) : latest;
        } finally {
            fetching.unlock();
        }
    }

    private @Nullable Seen fetch(@Nullable Seen known) {
        try {
            JWKSet keys = JWKSet.parse(
                            retriever.retrieveResource(address.toURL()).getContent())
                    .toPublicJWKSet();
            Seen fresh = new Seen(keys, clock.instant());
            if (known == null || !known.keys().equals(keys)) {
                file.write(keys);
            }
            seen = fresh;
            return fresh;
        } catch (IOException | ParseException down) {
            log.warn(
                    "{} gives no keys ({}); {}",
                    address,
                    down.getMessage(),
                    known == null ? "tokens are refused" : "the last good ones stay");
            return known;
        } finally {
            // the end counts: who waited meanwhile must not wait for a fetch of its own
            lastTry = clock.instant();
        }
    }

    private boolean mayTry() {
        return !clock.instant().isBefore(lastTry.plus(PAUSE));
    }

    /** The issuer's keys were never seen and its key endpoint does not answer, so no token can be checked. */
    private static final class KeysUnavailable extends Fact {
        KeysUnavailable() {
            super(Kind.UNAVAILABLE, "keys-unavailable", "The issuer's keys cannot be fetched now.");
        }
    }
}
