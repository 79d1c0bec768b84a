package dev.concierge.hub.delivery.rules;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much advertising one guest gets on one channel.
 *
 * @param marketingPerDay within 24 hours; 0 for any number
 * @param marketingPerWeek within 7 days; 0 for any number
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.caps", ignoreUnknownFields = false)
public record RuleSettings(
        @PositiveOrZero @DefaultValue("0") int marketingPerDay,
        @PositiveOrZero @DefaultValue("0") int marketingPerWeek) {
    public boolean isCapped() {
        return marketingPerDay > 0 || marketingPerWeek > 0;
    }
}
