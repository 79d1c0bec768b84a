package dev.concierge.user.profile;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How fast a profile forgets.
 *
 * @param halfLife after which an interaction counts half towards a topic
 * @param spendingHalfLife after which a purchase counts half towards the spending class
 */
@Validated
@ConfigurationProperties(prefix = "concierge.user.profile", ignoreUnknownFields = false)
record PersonaSettings(
        @DurationMin(hours = 1) Duration halfLife,
        @DurationMin(hours = 1) Duration spendingHalfLife) {}
