package dev.concierge.user.token;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.user.token.EndBusinessTokens.BusinessErased;
import dev.concierge.user.token.revocation.RevocationList;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each kind of costly work has a bound of its own: passwords that somebody guesses keep no token waiting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IssuerSettings.class)
class TokenConfiguration {
    private static final int PROCESSORS = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    @Bean
    Subscription erasedBusinesses(RevocationList list, IssuerSettings settings, Clock clock) {
        EndBusinessTokens end = new EndBusinessTokens(list, settings, clock);
        return TypedSubscription.reading("businesses")
                .named("businesses")
                .on(BusinessErased.TYPE, BusinessErased.class, end::on)
                .build();
    }

    /** Of clients and codes, by address. */
    @Bean
    IssueLimit tokenLimit() {
        return new IssueLimit(PROCESSORS, 64, 48, LONGEST_WAIT);
    }

    /** By whoever asks for them. */
    @Bean
    IssueLimit guestTokenLimit() {
        return new IssueLimit(PROCESSORS, 64, 48, LONGEST_WAIT);
    }

    /** A slow hash each, by address; half of the processors are left to what is not guessed. */
    @Bean
    IssueLimit passwordLimit() {
        return new IssueLimit(Math.max(1, PROCESSORS / 2), 8, 2, LONGEST_WAIT);
    }
}
