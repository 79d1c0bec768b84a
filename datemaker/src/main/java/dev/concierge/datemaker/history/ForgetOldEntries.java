package dev.concierge.datemaker.history;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the log of events as long as the settings say. */
@Component
@EnableConfigurationProperties(ForgetOldEntries.LogSettings.class)
class ForgetOldEntries {
    private final EventLog log;
    private final LogSettings settings;
    private final Clock clock;

    ForgetOldEntries(EventLog log, LogSettings settings, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.kept());
        Slices.forget(most -> log.forgetBefore(limit, most));
    }

    /**
     * How long what happened at events is kept.
     *
     * @param kept no shorter than an event may be disputed by its guests, a week and a day
     */
    @ConfigurationProperties(value = "concierge.datemaker.log", ignoreUnknownFields = false)
    record LogSettings(@DefaultValue("400d") Duration kept) {
        private static final Duration LEAST = Duration.ofDays(8);

        LogSettings {
            if (kept.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException(
                        "concierge.datemaker.log.kept: " + kept + " (expected: at least " + LEAST + ")");
            }
        }
    }
}
