package dev.concierge.resource.operation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param stream the topic that brings operations, without the prefix */
@ConfigurationProperties(value = "concierge.operation", ignoreUnknownFields = false)
record OperationSettings(
        @DefaultValue("resource-operations") String stream) {}
