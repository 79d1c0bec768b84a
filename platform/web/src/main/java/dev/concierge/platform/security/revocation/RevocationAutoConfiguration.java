package dev.concierge.platform.security.revocation;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(RevocationSettings.class)
class RevocationAutoConfiguration {
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 2_000;
    private static final int LARGEST_PAGE_BYTES = 1_000_000;
    /** Twice the longest that an answer may take. */
    private static final Duration LATE = Duration.ofMillis(2L * (CONNECT_MILLIS + READ_MILLIS));

    @Bean
    RevokedTokens revokedTokens(Clock clock) {
        return new RevokedTokens(clock);
    }

    /** @param own present in the one service that keeps the list */
    @Bean
    FollowRevocations followRevocations(
            ObjectProvider<Revocations> own, RevokedTokens revoked, RevocationSettings settings, Clock clock) {
        Revocations issuer = own.getIfAvailable(() -> new IssuersRevocations(
                settings.uri(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_PAGE_BYTES)));
        return new FollowRevocations(issuer, revoked, new RevocationFile(settings.stateDir()), settings.every(), clock);
    }

    /** Not in the one service that keeps the list, which is the issuer. */
    @Bean
    @ConditionalOnMissingBean(Revocations.class)
    Issuer issuerDependency(FollowRevocations follow, RevocationSettings settings) {
        return new Issuer(follow, settings.every().plus(LATE));
    }

    @Bean
    MeterBinder revocationAge(FollowRevocations follow) {
        return meters -> Gauge.builder("token.revocations.age", follow, FollowRevocations::age)
                .description("Time since the list of revoked tokens was last read")
                .baseUnit("seconds")
                .register(meters);
    }
}
