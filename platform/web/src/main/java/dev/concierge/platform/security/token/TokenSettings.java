package dev.concierge.platform.security.token;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer the fixed string every token must carry as {@code iss}
 * @param audience of which every token must carry one
 * @param jwkSetUri where the issuer publishes its keys
 * @param stateDir where the last good key set is kept
 * @param claims what the issuer calls things
 */
@Validated
@ConfigurationProperties(prefix = "concierge.token", ignoreUnknownFields = false)
record TokenSettings(
        @NotBlank String issuer,
        @NotEmpty List<String> audience,
        @NotNull URI jwkSetUri,
        @NotNull Path stateDir,
        @NotNull @Valid ClaimSettings claims) {}
