package dev.concierge.search.engine;

import dev.concierge.search.document.DocumentKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param best the highest by words and the nearest by meaning, in no order; in order when they are sorted
 * @param total how many there are
 * @param isTotalExact otherwise there are more
 * @param facets the values of each field that was asked for, most frequent first
 * @param didYouMean what was typed with its misspelt words replaced
 * @param isCut whether time ran out, so that there may be more, and better
 */
public record Matches(
        List<Match> best,
        long total,
        boolean isTotalExact,
        Map<String, List<Count>> facets,
        @Nullable String didYouMean,
        boolean isCut) {

    /**
     * @param words how well it fits by its words, 0 to 1
     * @param meaning how near its meaning is, -1 to 1; null when that is not known
     * @param sortValue of a sorted list
     */
    public record Match(
            DocumentKey key,
            double words,
            @Nullable Double meaning,
            List<String> topics,
            Instant savedAt,
            @Nullable Spot spot,
            String sortValue) {}

    /** Where on earth. */
    public record Spot(double lat, double lon) {}

    public record Count(String value, long documents) {}
}
