package dev.concierge.curator.training;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where models are, and what made them.
 *
 * @param folder of the files that are served; may be lost: they are copied from the database
 * @param commit the code that runs, kept with what it trains
 */
@Validated
@ConfigurationProperties(value = "concierge.curator.model", ignoreUnknownFields = false)
record ModelSettings(@NotBlank String folder, @NotBlank String commit) {}
