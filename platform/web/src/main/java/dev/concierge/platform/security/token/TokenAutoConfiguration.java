package dev.concierge.platform.security.token;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.concierge.platform.security.revocation.RevokedTokens;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(TokenSettings.class)
class TokenAutoConfiguration {
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 2_000;
    private static final int LARGEST_SET_BYTES = 100_000;

    /** @param own present in the one service that is an issuer itself, whether or not it is the accepted one */
    @Bean
    Tokens tokens(ObjectProvider<OwnIssuer> own, RevokedTokens revoked, TokenSettings settings, Clock clock) {
        TrustedKeys keys = own.stream()
                .filter(issuer -> issuer.name().equals(settings.issuer()))
                .findFirst()
                .map(issuer -> TrustedKeys.of(issuer.keys()))
                .orElseGet(() -> new IssuerKeys(
                        settings.jwkSetUri(),
                        new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_SET_BYTES),
                        new KeyFile(settings.stateDir()),
                        clock));
        return new Tokens(keys, settings.issuer(), new Claims(settings.audience(), settings.claims()), revoked, clock);
    }
}
