package dev.concierge.curator.interaction;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps interactions as long as the settings say. */
@Component
@EnableConfigurationProperties(ForgetOldInteractions.InteractionSettings.class)
class ForgetOldInteractions {
    private final Interactions interactions;
    private final InteractionSettings settings;
    private final Clock clock;

    ForgetOldInteractions(Interactions interactions, InteractionSettings settings, Clock clock) {
        this.interactions = interactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.kept());
        Slices.forget(most -> interactions.forgetBefore(limit, most));
    }

    /**
     * What is kept of what guests did.
     *
     * @param kept since it came: models learn from that much, and no shorter than it may come again
     */
    @ConfigurationProperties(value = "concierge.curator.interaction", ignoreUnknownFields = false)
    record InteractionSettings(@DefaultValue("400d") Duration kept) {
        private static final Duration LEAST = Duration.ofDays(8);

        InteractionSettings {
            if (kept.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException(
                        "concierge.curator.interaction.kept: " + kept + " (expected: at least " + LEAST + ")");
            }
        }
    }
}
