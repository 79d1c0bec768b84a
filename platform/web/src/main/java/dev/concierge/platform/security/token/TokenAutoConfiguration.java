package dev.concierge.platform.security.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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

    /** The issuer itself brings its own keys as a bean of this type. */
    @Bean
    @ConditionalOnMissingBean
    JWKSource<SecurityContext> issuerKeys(TokenSettings settings, Clock clock) {
        return new IssuerKeys(
                settings.jwkSetUri(),
                new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_SET_BYTES),
                new KeyFile(settings.stateDir()),
                clock);
    }

    @Bean
    Tokens tokens(JWKSource<SecurityContext> keys, TokenSettings settings, Clock clock) {
        return new Tokens(keys, settings.issuer(), settings.audience(), clock);
    }
}
