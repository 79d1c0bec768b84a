package dev.concierge.curator.search;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What searches of one caller may cost: one for a search, and one more for each further 50 characters of its words.
 *
 * @param perGuest what a guest may spend in a period
 * @param perClient what a client, a service or an operator may
 * @param period after which it is there again
 */
@Validated
@ConfigurationProperties(value = "concierge.curator.search", ignoreUnknownFields = false)
record SearchSettings(
        @Positive int perGuest,
        @Positive int perClient,
        @NotNull Duration period) {}
