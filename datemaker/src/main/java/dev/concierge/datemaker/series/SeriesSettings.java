package dev.concierge.datemaker.series;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param ahead how far into the future events of a series are planned */
@ConfigurationProperties(value = "concierge.datemaker.series", ignoreUnknownFields = false)
record SeriesSettings(@DefaultValue("28d") Duration ahead) {}
