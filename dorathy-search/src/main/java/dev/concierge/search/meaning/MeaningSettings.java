package dev.concierge.search.meaning;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param model that understands texts */
@Validated
@ConfigurationProperties(value = "concierge.search.meaning", ignoreUnknownFields = false)
record MeaningSettings(@NotNull Model model) {
    /** What there is to choose from. */
    enum Model {
        /** Searches go by words alone. */
        NONE,
        BGE_SMALL_EN
    }
}
