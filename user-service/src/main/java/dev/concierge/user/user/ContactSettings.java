package dev.concierge.user.user;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param phoneRegion the country of telephone numbers without a {@code +}, as in ISO 3166; empty: there are none
 * @param smtpUtf8 whether the mail server here offers SMTPUTF8, without which nobody can write to {@code josé@example.org}
 */
@Validated
@ConfigurationProperties(value = "concierge.user.contact", ignoreUnknownFields = false)
record ContactSettings(@NotNull String phoneRegion, boolean smtpUtf8) {}
