package dev.concierge.event.loss;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class LossConfiguration {
    @Bean
    Losses losses(JdbcClient jdbc, MeterRegistry meters) {
        return new Losses(jdbc, meters);
    }

    @Bean
    RefusedEvents refusedEvents(Losses losses) {
        return new RefusedEvents(losses);
    }

    @Bean
    ForgetOldLosses forgetOldLosses(Losses losses, Clock clock) {
        return new ForgetOldLosses(losses, clock);
    }

    /** After 400 days. */
    static class ForgetOldLosses {
        private static final int DAYS = 400;

        private final Losses losses;
        private final Clock clock;

        ForgetOldLosses(Losses losses, Clock clock) {
            this.losses = losses;
            this.clock = clock;
        }

        @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
        void run() {
            losses.forgetBefore(
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS));
        }
    }
}
