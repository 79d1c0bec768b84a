package dev.concierge.hub.delivery.email;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mail goes out, beside {@code spring.mail.*}.
 *
 * @param from the sender of every mail
 * @param concurrency how many are sent at once
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.email", ignoreUnknownFields = false)
record EmailSettings(
        @NotBlank @DefaultValue("Concierge <concierge@localhost>")
        String from,

        @DefaultValue("8") int concurrency) {}
