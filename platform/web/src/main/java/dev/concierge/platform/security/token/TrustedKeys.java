package dev.concierge.platform.security.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that tokens are verified by. */
interface TrustedKeys extends JWKSource<SecurityContext> {
    /** What {@link #get} would give without a fetch. */
    List<JWK> atHand(JWKSelector selector);

    /** Those of a source that has all of them in this process. */
    static TrustedKeys of(JWKSource<SecurityContext> source) {
        return new TrustedKeys() {
            @Override
            public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
                return source.get(selector, context);
            }

            @Override
            public List<JWK> atHand(JWKSelector selector) {
                try {
                    return source.get(selector, null);
                } catch (KeySourceException noneNow) {
                    return List.of();
                }
            }
        };
    }
}
