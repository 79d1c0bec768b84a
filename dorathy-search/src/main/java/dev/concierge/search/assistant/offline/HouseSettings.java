package dev.concierge.search.assistant.offline;

import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param zone in which "tomorrow" is meant */
@Validated
@ConfigurationProperties(value = "concierge.search.house", ignoreUnknownFields = false)
record HouseSettings(@NotNull ZoneId zone) {}
