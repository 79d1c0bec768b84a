package dev.concierge.platform.security.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer the fixed string every token must carry as {@code iss}
 * @param audience what every token must carry in {@code aud}
 * @param jwkSetUri where the issuer publishes its keys
 * @param stateDir where the last good key set is kept
 */
@Validated
@ConfigurationProperties(prefix = "concierge.token", ignoreUnknownFields = false)
record TokenSettings(
        @NotBlank String issuer,
        @NotBlank String audience,
        @NotNull URI jwkSetUri,
        @NotNull Path stateDir) {}
