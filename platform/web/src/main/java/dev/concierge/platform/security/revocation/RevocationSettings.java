package dev.concierge.platform.security.revocation;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param uri where the issuer tells which tokens it revoked
 * @param every how often it is asked
 * @param stateDir where the list is kept for a restart
 */
@Validated
@ConfigurationProperties(prefix = "concierge.revocations", ignoreUnknownFields = false)
record RevocationSettings(
        @NotNull URI uri,
        @NotNull @DurationMin(millis = 50) Duration every,
        @NotNull Path stateDir) {}
