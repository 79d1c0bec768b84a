package dev.concierge.search.query;

import dev.concierge.search.engine.Matches.Count;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor of the following page; null on the last
 * @param total how many were found; of the best by words and meaning at most 500 can be paged through
 * @param totalIsExact otherwise there are more
 * @param facets how many of all that were found have which value
 * @param didYouMean the question with its misspelt words replaced
 * @param timedOut whether time ran out: there may be more, and better; asking again may find it
 * @param meaning whether the answer goes by meaning too: {@code used}, or why not
 */
record SearchAnswer(
        List<HitView> items,
        @Nullable String next,
        long total,
        boolean totalIsExact,
        Map<String, List<Count>> facets,
        @Nullable String didYouMean,
        boolean timedOut,
        MeaningUse meaning) {
    enum MeaningUse {
        USED,
        NOT_ASKED,
        NOT_READY
    }
}
