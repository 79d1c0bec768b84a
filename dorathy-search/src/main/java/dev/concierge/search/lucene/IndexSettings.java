package dev.concierge.search.lucene;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param dir where the index is kept between starts
 * @param queryWords how many words of a query count
 * @param queryTime how long a search looks before it answers with what it has
 */
@Validated
@ConfigurationProperties(value = "concierge.search.index", ignoreUnknownFields = false)
record IndexSettings(
        @NotNull Path dir,
        @Positive @Max(1000) int queryWords,
        @NotNull Duration queryTime) {}
