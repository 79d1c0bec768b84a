package dev.concierge.gateway;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param allowedOrigins whose pages may call from a browser, besides the gateway's own */
@Validated
@ConfigurationProperties(value = "concierge.gateway.access", ignoreUnknownFields = false)
record AccessSettings(@NotNull List<String> allowedOrigins) {}
