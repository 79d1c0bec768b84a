package dev.concierge.resource.resource;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param requireIfMatch whether a change of what exists must name the version it expects
 * @param remember how long a process answers a resource without asking Redis whether another process changed it
 */
@ConfigurationProperties(value = "concierge.resource", ignoreUnknownFields = false)
record ResourceSettings(
        @DefaultValue("false") boolean requireIfMatch,
        @DefaultValue("500ms") Duration remember) {}
