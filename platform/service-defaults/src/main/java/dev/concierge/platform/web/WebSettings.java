package dev.concierge.platform.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param maxBody of any request; more is answered 413 */
@Validated
@ConfigurationProperties(prefix = "concierge.web", ignoreUnknownFields = false)
record WebSettings(@NotNull DataSize maxBody) {}
