package dev.concierge.curator.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor of the following page; null on the last
 * @param total how many were found
 * @param totalIsExact otherwise there are more
 * @param facets how many of all that were found have which value, by field
 * @param didYouMean the question with its misspelt words replaced
 * @param timedOut whether time ran out: there may be more, and better
 * @param meaning {@code USED}, or why the answer goes by words alone
 */
public record FoundItems(
        List<FoundItem> items,
        @Nullable String next,
        @Nullable Long total,
        @Nullable Boolean totalIsExact,
        @Nullable Map<String, List<Count>> facets,
        @Nullable String didYouMean,
        @Nullable Boolean timedOut,
        @Nullable String meaning) {
    public record Count(String value, long documents) {}
}
