package dev.concierge.search.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.search.query.RankMatches.Ranked;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The lists of which somebody is reading the first pages: their next pages are of the same list, however much changes
 * meanwhile. A list that is not here, as it is old or of another pod, is made again and gone on with behind what was seen.
 */
final class RankedLists {
    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final int MOST = 100;

    private final Cache<String, List<Ranked>> lists =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

    void keep(UUID id, List<Ranked> list) {
        lists.put(id.toString(), list);
    }

    List<Ranked> find(String id) {
        return Objects.requireNonNullElse(lists.getIfPresent(id), List.of());
    }
}
