package dev.concierge.gateway.socket;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param max open sockets of this gateway */
@Validated
@ConfigurationProperties(value = "concierge.gateway.socket", ignoreUnknownFields = false)
record SocketSettings(@Positive int max) {}
