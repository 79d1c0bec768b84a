package dev.concierge.search.item;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param indexDir where the index is kept between starts
 * @param queryWords how many words of a query count, each once for every field that it is looked for in; Lucene's own limit is
 *     1024
 * @param queryTime how long a search looks before it answers with what it has
 */
@Validated
@ConfigurationProperties(value = "concierge.search", ignoreUnknownFields = false)
record IndexSettings(
        @NotNull Path indexDir,
        @Positive @Max(1000) int queryWords,
        @NotNull Duration queryTime) {}
