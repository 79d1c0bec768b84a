package dev.concierge.user.token.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs, will sign or signed tokens.
 *
 * @param jwk with the private part unless retired
 * @param retiredAt null unless retired
 */
record SigningKey(
        UUID id,
        State state,
        RSAKey jwk,
        Instant createdAt,
        @Nullable Instant retiredAt) {
    /** All are published; only the active one signs. */
    enum State {
        NEXT,
        ACTIVE,
        RETIRED
    }

    static SigningKey generate(UUID id, State state, Instant now) {
        try {
            RSAKey jwk = new RSAKeyGenerator(2048)
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new SigningKey(id, state, jwk, now, null);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
