package dev.concierge.search.index;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param engine what keeps the index
 * @param dir where an index of this process is kept between starts
 * @param queryWords how many words of a query count
 * @param queryTime how long a search looks before it answers with what it has
 */
@Validated
@ConfigurationProperties(value = "concierge.search.index", ignoreUnknownFields = false)
record IndexSettings(
        @NotNull Engine engine,
        @NotNull Path dir,
        @Positive @Max(1000) int queryWords,
        @NotNull Duration queryTime,
        @NotNull @Valid OpenSearch opensearch) {
    enum Engine {
        /** In this process, rebuilt by each. */
        LUCENE,
        /** In a cluster that all processes share. */
        OPENSEARCH
    }

    /**
     * @param user empty where nobody asks who it is
     * @param prefix of the names of its indexes
     */
    record OpenSearch(
            @NotNull URI url,
            @NotNull String user,
            @NotNull String password,

            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,50}")
            String prefix) {}
}
