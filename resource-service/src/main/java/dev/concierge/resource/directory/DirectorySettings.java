package dev.concierge.resource.directory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param open whether a first write adds the business and location that its headers name
 * @param remember how long a pod goes on with what it knows of a place; a change made elsewhere shows after that
 */
@ConfigurationProperties(value = "concierge.directory", ignoreUnknownFields = false)
record DirectorySettings(
        @DefaultValue("true") boolean open,
        @DefaultValue("1s") Duration remember) {}
