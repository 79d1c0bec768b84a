package dev.concierge.search.item;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param indexDir where the index is kept between starts */
@Validated
@ConfigurationProperties(value = "concierge.search", ignoreUnknownFields = false)
record IndexSettings(@NotNull Path indexDir) {}
