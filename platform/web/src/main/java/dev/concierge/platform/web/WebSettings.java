package dev.concierge.platform.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBody of any request; more is answered 413
 * @param maxForgotten of a body whose request is answered already; more ends the connection
 * @param places how many requests are held at one time, a body of more than 64 KiB counting for more; beyond is answered 503
 */
@Validated
@ConfigurationProperties(prefix = "concierge.web", ignoreUnknownFields = false)
record WebSettings(
        @NotNull DataSize maxBody,
        @NotNull DataSize maxForgotten,
        @Min(1) int places) {}
