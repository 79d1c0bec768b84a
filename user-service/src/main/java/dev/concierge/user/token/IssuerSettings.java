package dev.concierge.user.token;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
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
 * @param linkLife how long an operator can set a password by the link they were given
 * @param secondFactor which operators must have a second factor
 * @param dashboards origins from which operators sign in
 * @param clients by client id, those of this installation besides the ones every installation has
 */
@Validated
@ConfigurationProperties(prefix = "concierge.user.token", ignoreUnknownFields = false)
public record IssuerSettings(
        @NotBlank String issuer,
        @NotBlank String audience,
        @NotNull Path secretsDir,

        @DurationUnit(ChronoUnit.SECONDS) @DurationMin(minutes = 1) @DurationMax(days = 1)
        Duration accessTokenLife,

        @DurationUnit(ChronoUnit.SECONDS) @DurationMin(minutes = 1) @DurationMax(days = 1)
        Duration guestTokenLife,

        @NotNull Duration keyLead,

        @DurationMin(minutes = 5) @DurationMax(days = 30) Duration linkLife,

        @DefaultValue("optional") SecondFactor secondFactor,

        @NotNull List<URI> dashboards,
        @DefaultValue Map<String, @Valid Client> clients) {
    /** Who must have a second factor; everybody may. */
    public enum SecondFactor {
        OPTIONAL,
        ADMINS,
        ALL
    }

    /**
     * A client of this installation.
     *
     * @param scopes what it may ask for, and gets when it asks for nothing
     * @param businesses the tenants it may act for; none named means all
     */
    public record Client(
            @NotEmpty Set<String> scopes, @DefaultValue Set<String> businesses) {}

    /** How long the longest-lived token may be presented after it was issued, clocks of verifiers included. */
    public Duration longestUse() {
        Duration longest = accessTokenLife.compareTo(guestTokenLife) > 0 ? accessTokenLife : guestTokenLife;
        return longest.plusMinutes(2);
    }
}
