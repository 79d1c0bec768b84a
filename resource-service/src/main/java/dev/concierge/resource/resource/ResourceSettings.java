package dev.concierge.resource.resource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param requireIfMatch whether a change of what exists must name the version it expects */
@ConfigurationProperties(value = "concierge.resource", ignoreUnknownFields = false)
record ResourceSettings(@DefaultValue("false") boolean requireIfMatch) {}
