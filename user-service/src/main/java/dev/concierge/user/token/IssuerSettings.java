package dev.concierge.user.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How this service issues tokens.
 *
 * @param issuer the {@code iss} of every token: a fixed string, not an address that is called
 * @param audience the {@code aud} of every access token
 * @param secretsDir holds {@code client-secret-<id>}, {@code signing-key} and {@code operator-password}
 * @param accessTokenLife of clients, services and operators
 * @param guestTokenLife of guests
 * @param keyLead how long a key is published at least before it signs, so that every verifier has seen it
 * @param dashboards origins from which operators sign in
 */
@Validated
@ConfigurationProperties(prefix = "concierge.user.token", ignoreUnknownFields = false)
public record IssuerSettings(
        @NotBlank String issuer,
        @NotBlank String audience,
        @NotNull Path secretsDir,
        @DurationMin(minutes = 5) @DurationMax(minutes = 15) Duration accessTokenLife,
        @DurationMin(minutes = 1) @DurationMax(minutes = 15) Duration guestTokenLife,
        @NotNull Duration keyLead,
        @NotNull List<URI> dashboards) {
    /** How long the longest-lived token may be presented after it was issued, clocks of verifiers included. */
    public Duration longestUse() {
        Duration longest = accessTokenLife.compareTo(guestTokenLife) > 0 ? accessTokenLife : guestTokenLife;
        return longest.plusMinutes(2);
    }
}
