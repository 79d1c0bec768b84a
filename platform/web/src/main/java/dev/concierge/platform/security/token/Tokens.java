package dev.concierge.platform.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.concierge.platform.security.Caller;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the caller from a bearer token, if the token is the issuer's, for us and not expired. */
public final class Tokens {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Tokens(JWKSource<SecurityContext> keys, String issuer, String audience, Clock clock) {
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp", "kind")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
    }

    /**
     * Blocks only when the issuer's keys must be fetched.
     *
     * @throws InvalidToken when it is not acceptable
     */
    public Caller verify(String token) {
        try {
            return caller(processor.process(token, null));
        } catch (ParseException notJwt) {
            throw new InvalidToken("it is not a JWT");
        } catch (BadJOSEException | JOSEException refused) {
            throw new InvalidToken(String.valueOf(refused.getMessage()));
        }
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        return new Caller(
                claims.getSubject(),
                kind(claims.getStringClaim("kind")),
                words(claims.getClaim("scope")),
                words(claims.getClaim("businesses")));
    }

    private static Caller.Kind kind(String claim) {
        try {
            return Caller.Kind.valueOf(claim.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidToken("kind: " + claim + " (expected: client, service, guest or operator)");
        }
    }

    /** An array, or words separated by spaces. */
    private static Set<String> words(Object claim) {
        return switch (claim) {
            case null -> Set.of();
            case List<?> list -> Set.copyOf(list.stream().map(Object::toString).toList());
            case String text
            when !text.isBlank() -> Set.copyOf(Arrays.asList(text.strip().split(" +")));
            default -> Set.of();
        };
    }
}
