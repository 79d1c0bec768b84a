package dev.concierge.curator.curation;

import dev.concierge.curator.curation.Inputs.Because;
import dev.concierge.curator.curation.Inputs.Considered;
import dev.concierge.curator.item.VisibleItems.Candidate;
import dev.concierge.curator.search.FoundItem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Weighs what speaks for each candidate; what says nothing here leaves its weight to the rest. */
final class Relevance {
    private static final double WORDS = 0.4;
    private static final double TASTE = 0.4;
    private static final double LIKING = 0.15;
    private static final double POPULARITY = 0.05;
    private static final int REASONS = 3;
    private static final int MOST = 200;

    private final Map<UUID, FoundItem> hits;
    private final @Nullable Taste taste;
    private final Liking liking;

    Relevance(Map<UUID, FoundItem> hits, @Nullable Taste taste, Liking liking) {
        this.hits = hits;
        this.taste = taste;
        this.liking = liking;
    }

    /** The most relevant; no list is longer, and what is left is enough to explore. */
    List<Considered> of(List<Candidate> candidates) {
        double words = scale(WORDS, candidates, this::words);
        double tasted = scale(TASTE, candidates, this::taste);
        double liked = scale(LIKING, candidates, liking::of);
        double popular = scale(POPULARITY, candidates, this::popularity);
        double all = Math.max(
                POPULARITY,
                (words > 0 ? WORDS : 0)
                        + (tasted > 0 ? TASTE : 0)
                        + (liked > 0 ? LIKING : 0)
                        + (popular > 0 ? POPULARITY : 0));
        return candidates.stream()
                .map(candidate -> new Considered(
                        candidate.item(),
                        candidate.topics().stream()
                                .map(topic -> topic.toLowerCase(Locale.ROOT))
                                .toList(),
                        words(candidate) * words / all,
                        taste(candidate) * tasted / all,
                        liking.of(candidate) * liked / all,
                        popularity(candidate) * popular / all,
                        because(candidate, tasted / all),
                        taste == null ? 0 : Math.max(0, taste.size() - REASONS),
                        fields(candidate),
                        taste == null ? 0 : taste.takers(candidate.item())))
                .sorted(Comparator.comparingDouble(Considered::relevance)
                        .reversed()
                        .thenComparing(Considered::item, Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
    }

    /** So that the best of the candidates gets the whole weight; 0 when none has anything. */
    private static double scale(double weight, List<Candidate> candidates, ToDoubleFunction<Candidate> part) {
        double most = candidates.stream().mapToDouble(part).max().orElse(0);
        return most > 0 ? weight / most : 0;
    }

    private double words(Candidate candidate) {
        FoundItem hit = hits.get(candidate.item());
        return hit == null ? 0 : hit.score();
    }

    private double taste(Candidate candidate) {
        return taste == null ? 0 : taste.score(candidate.item());
    }

    private double popularity(Candidate candidate) {
        return taste == null ? 0 : Math.log1p(taste.takers(candidate.item()));
    }

    private List<Because> because(Candidate candidate, double scale) {
        return taste == null || scale == 0 ? List.of() : taste.because(candidate.item(), scale, REASONS);
    }

    private List<String> fields(Candidate candidate) {
        FoundItem hit = hits.get(candidate.item());
        return hit == null ? List.of() : hit.why();
    }
}
