package dev.concierge.platform.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.RevokedTokens;
import dev.concierge.platform.security.revocation.TokenMarks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller from a bearer token, if the token is the issuer's, for us and not expired. A token that was verified is
 * known by its digest, signature included, until it expires, is revoked (docs/adr/0051) or the issuer no longer publishes
 * the keys it was verified by (docs/adr/0050): checking a signature costs more than all else that a request to the gateway
 * does.
 */
public final class Tokens {
    /** Some 10 MB; the least used go first. */
    static final int KNOWN = 10_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TrustedKeys keys;
    private final Claims claims;
    private final RevokedTokens revoked;
    private final Clock clock;
    private final Duration skew;
    private final Cache<ByteBuffer, Verified> known;

    /** @param by the keys it may have been signed with, as they were before it was verified */
    private record Verified(VerifiedToken token, Instant until, JWKSelector signers, List<JWK> by) {}

    Tokens(TrustedKeys keys, String issuer, Claims claims, RevokedTokens revoked, Clock clock) {
        this(keys, issuer, claims, revoked, clock, KNOWN);
    }

    Tokens(TrustedKeys keys, String issuer, Claims claims, RevokedTokens revoked, Clock clock, int most) {
        this.keys = keys;
        this.claims = claims;
        this.revoked = revoked;
        this.clock = clock;
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        this.skew = Duration.ofSeconds(verifier.getMaxClockSkew());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(verifier);
        this.known = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run) // so that the bound holds at once
                .expireAfter(Expiry.<ByteBuffer, Verified>creating(
                        (_, verified) -> Duration.between(clock.instant(), verified.until())))
                .build();
        revoked.onChange(() -> known.asMap()
                .values()
                .removeIf(verified -> revoked.has(verified.token().marks())));
    }

    /**
     * Blocks only when the issuer's keys must be fetched.
     *
     * @throws InvalidToken when it is not acceptable
     */
    public Caller verify(String token) {
        return verified(token).caller();
    }

    /** As {@link #verify}, with all that the token says. */
    public VerifiedToken verified(String token) {
        ByteBuffer digest = digest(token);
        VerifiedToken remembered = known(digest);
        return remembered == null ? verify(token, digest) : remembered;
    }

    /** Whose token it is, if it was verified before and still counts; null says nothing about it. Never blocks. */
    public @Nullable Caller known(String token) {
        VerifiedToken remembered = known(digest(token));
        return remembered == null ? null : remembered.caller();
    }

    long count() {
        return known.estimatedSize();
    }

    private @Nullable VerifiedToken known(ByteBuffer digest) {
        Verified verified = known.getIfPresent(digest);
        return verified != null
                        && clock.instant().isBefore(verified.until())
                        && keys.atHand(verified.signers()).equals(verified.by())
                ? narrowed(verified.token())
                : null;
    }

    /** For what it counts at this moment; null for nothing. What is remembered stays whole, so no withdrawal is missed. */
    private @Nullable VerifiedToken narrowed(VerifiedToken token) {
        Caller caller = revoked.narrowed(token.caller(), token.marks());
        if (caller == null || caller.equals(token.caller())) {
            return caller == null ? null : token;
        }
        return new VerifiedToken(caller, token.expiresAt(), token.marks());
    }

    private VerifiedToken verify(String token, ByteBuffer digest) {
        try {
            JWT jwt = JWTParser.parse(token);
            JWKSelector signers = signers(jwt);
            List<JWK> by = signers == null ? List.of() : keys.atHand(signers);
            VerifiedToken verified = read(processor.process(jwt, null));
            if (signers != null && !by.isEmpty()) {
                known.put(digest, new Verified(verified, verified.expiresAt().plus(skew), signers, by));
            }
            // after it is kept: a revocation that comes between finds it there
            if (revoked.has(verified.marks())) {
                known.invalidate(digest);
                throw new InvalidToken("it was revoked");
            }
            VerifiedToken narrowed = narrowed(verified);
            if (narrowed == null) {
                throw new InvalidToken("all its businesses were withdrawn");
            }
            return narrowed;
        } catch (ParseException notJwt) {
            throw new InvalidToken("it is not a JWT");
        } catch (BadJOSEException | JOSEException refused) {
            throw new InvalidToken(String.valueOf(refused.getMessage()));
        }
    }

    private VerifiedToken read(JWTClaimsSet said) {
        Caller caller = claims.caller(said);
        TokenMarks marks = TokenMarks.of(said.getJWTID(), caller);
        return new VerifiedToken(caller, said.getExpirationTime().toInstant(), marks);
    }

    private static @Nullable JWKSelector signers(JWT jwt) {
        JWKMatcher matcher = jwt instanceof SignedJWT signed ? JWKMatcher.forJWSHeader(signed.getHeader()) : null;
        return matcher == null ? null : new JWKSelector(matcher);
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException noJdkWithoutIt) {
            throw new IllegalStateException(noJdkWithoutIt);
        }
    }
}
