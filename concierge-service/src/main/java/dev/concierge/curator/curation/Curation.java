package dev.concierge.curator.curation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list made for a guest.
 *
 * @param model the version that scored; null while there was none
 * @param balance the weight of the balance of topics against the relevance
 * @param wanted the share of each topic in what the guest likes
 */
record Curation(
        UUID curationId,
        String guest,
        Instant madeAt,
        @Nullable String query,
        @Nullable UUID model,
        double balance,
        Map<String, Double> wanted,
        List<Place> places) {
    static Curation of(UUID id, String guest, Instant madeAt, Inputs inputs, long seed) {
        return new Curation(
                id,
                guest,
                madeAt,
                inputs.query(),
                inputs.model(),
                inputs.balance(),
                inputs.wanted(),
                ComposeList.of(inputs, seed));
    }
}
