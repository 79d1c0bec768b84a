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
import java.util.Date;
import java.util.Set;

/** Reads the caller from a bearer token, if the token is the issuer's, for us and not expired. */
public final class Tokens {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private final Claims claims;

    Tokens(JWKSource<SecurityContext> keys, String issuer, Claims claims, Clock clock) {
        this.claims = claims;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")) {
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
            return claims.caller(processor.process(token, null));
        } catch (ParseException notJwt) {
            throw new InvalidToken("it is not a JWT");
        } catch (BadJOSEException | JOSEException refused) {
            throw new InvalidToken(String.valueOf(refused.getMessage()));
        }
    }
}
