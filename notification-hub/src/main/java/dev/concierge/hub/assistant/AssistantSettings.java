package dev.concierge.hub.assistant;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a guest waits.
 *
 * @param patience after which a guest is told that there is no answer, or no more of it
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.assistant", ignoreUnknownFields = false)
record AssistantSettings(@DefaultValue("60s") Duration patience) {}
