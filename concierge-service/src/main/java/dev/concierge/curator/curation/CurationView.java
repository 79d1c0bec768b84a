package dev.concierge.curator.curation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a curation.
 *
 * @param size how many items it had when it was made
 * @param model the version that scored; none while nothing was trained
 * @param next the cursor of the following page; null on the last
 */
record CurationView(
        UUID curationId,
        String guest,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String query,
        int size,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID model,
        Instant madeAt,
        List<CuratedItem> items,
        @Nullable String next) {}
