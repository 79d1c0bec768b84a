package dev.concierge.curator.curation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How curations are made.
 *
 * @param balance the weight of the mix of topics against the relevance
 * @param exploration the share of places for items that would not be there otherwise
 * @param kept how long a curation can be read
 */
@Validated
@ConfigurationProperties(value = "concierge.curator.curation", ignoreUnknownFields = false)
record CurationSettings(
        @DecimalMin("0") @DecimalMax("0.9") double balance,
        @DecimalMin("0") @DecimalMax("0.5") double exploration,
        @NotNull Duration kept) {}
