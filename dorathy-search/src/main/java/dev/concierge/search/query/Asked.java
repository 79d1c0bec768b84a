package dev.concierge.search.query;

import dev.concierge.search.document.Kind;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Question.Sorting;
import dev.concierge.search.text.Typed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One search as it was asked for.
 *
 * @param sort null for best first
 * @param persona what the guest likes, 0 to 1 by topic
 * @param near from where distances count
 * @param quotas how many of a kind there may be
 */
record Asked(
        String q,
        Typed typed,
        Set<Kind> kinds,
        List<Filter> filters,
        List<String> facets,
        @Nullable Sorting sort,
        Mode mode,
        boolean isTyping,
        Map<String, Double> persona,
        Filter.@Nullable Within near,
        Map<Kind, Integer> quotas,
        boolean isAvailabilityVerified) {
    /** A question alone, without anything that may be asked for beside it. */
    static Asked of(String q, Set<Kind> kinds, Mode mode) {
        return new Asked(
                q, Typed.of(q), kinds, List.of(), List.of(), null, mode, false, Map.of(), null, Map.of(), false);
    }

    /** By which lists in one order are told from others. */
    String order() {
        return sort == null ? "relevance" : sort.name();
    }

    /** What a search goes by. */
    enum Mode {
        WORDS,
        MEANING,
        BLENDED
    }
}
