package dev.concierge.hub.delivery.consent;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param publicUrl where guests find the gateway, {@code CONCIERGE_PUBLIC_URL} */
@ConfigurationProperties(value = "concierge.hub.links", ignoreUnknownFields = false)
record ConsentSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl) {}
