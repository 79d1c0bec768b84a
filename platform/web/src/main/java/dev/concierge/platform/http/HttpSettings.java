package dev.concierge.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param clientId under which this service asks for its token
 * @param tokenUri where it asks
 * @param secretsDir holds the file {@code client-secret-<clientId>}
 * @param retries of calls that may be repeated
 * @param circuitOpen how long a failing service is left alone
 */
@Validated
@ConfigurationProperties(prefix = "concierge.http", ignoreUnknownFields = false)
record HttpSettings(
        @NotBlank String clientId,
        @NotNull URI tokenUri,
        @NotNull Path secretsDir,
        @NotNull Duration connectTimeout,
        @NotNull Duration readTimeout,
        @Min(0) @Max(5) int retries,
        @NotNull Duration circuitOpen) {}
