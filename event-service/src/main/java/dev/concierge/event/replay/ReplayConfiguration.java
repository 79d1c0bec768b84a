package dev.concierge.event.replay;

import dev.concierge.event.history.ScanHistory;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {
    @Bean
    Replays replays(JdbcClient jdbc) {
        return new Replays(jdbc);
    }

    @Bean
    TellAgain tellAgain(
            Replays replays,
            ScanHistory history,
            Publisher publisher,
            Topics topics,
            Clock clock,
            ReplaySettings settings) {
        return new TellAgain(replays, history, publisher, topics, clock, settings);
    }

    @Bean
    ForgetOldReplays forgetOldReplays(Replays replays, Clock clock) {
        return new ForgetOldReplays(replays, clock);
    }

    /** A month after their end. */
    static class ForgetOldReplays {
        private static final Duration KEPT = Duration.ofDays(30);

        private final Replays replays;
        private final Clock clock;

        ForgetOldReplays(Replays replays, Clock clock) {
            this.replays = replays;
            this.clock = clock;
        }

        @Scheduled(initialDelayString = "PT20M", fixedDelayString = "P1D")
        void run() {
            replays.forgetBefore(clock.instant().minus(KEPT));
        }
    }
}
