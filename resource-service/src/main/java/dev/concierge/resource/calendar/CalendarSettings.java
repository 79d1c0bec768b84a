package dev.concierge.resource.calendar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param every how long after a calendar was read it is read again */
@ConfigurationProperties(prefix = "concierge.calendar", ignoreUnknownFields = false)
record CalendarSettings(Duration every) {
    CalendarSettings {
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("every: " + every + " (expected: a second or more)");
        }
    }
}
