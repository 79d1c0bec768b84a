package dev.concierge.search.query;

import dev.concierge.search.control.Wishes;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.engine.Filter;
import dev.concierge.search.engine.Matches.Match;
import dev.concierge.search.engine.Matches.Spot;
import dev.concierge.search.meaning.Meanings;
import dev.concierge.search.popularity.Liked;
import dev.concierge.search.query.Asked.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.util.SloppyMath;

/**
 * Adds up what speaks for each match, each signal from 0 to 1 times its weight: how well words and meaning fit most of all, then
 * how near it is and whom it suits, then what guests like; how new it is decides among equals.
 */
final class RankMatches {
    private static final double PERSONA = 0.25;
    private static final double DISTANCE = 0.25;
    private static final double POPULARITY = 0.05;
    private static final double FRESHNESS = 0.01;
    private static final double HALF_LIFE_DAYS = 30;
    private static final double HALF_WAY_KM = 5;
    private static final double BLENDED_WORDS = 0.5;
    private static final double BLENDED_MEANING = 0.5;

    private final Meanings meanings;
    private final Liked liked;

    RankMatches(Meanings meanings, Liked liked) {
        this.meanings = meanings;
        this.liked = liked;
    }

    /** What can speak for a match. */
    enum Signal {
        WORDS,
        MEANING,
        PERSONA,
        DISTANCE,
        POPULARITY,
        FRESHNESS,
        HOUSE
    }

    /** @param points by signal, summing up to the score */
    record Ranked(DocumentKey key, double score, Map<Signal, Double> points) {}

    /** Best first; equals by key. */
    List<Ranked> of(List<Match> matches, Asked asked, boolean isMeaningUsed, Wishes wishes, Instant now) {
        Map<DocumentKey, Ranked> ranked = new HashMap<>();
        for (Match match : matches) {
            ranked.put(match.key(), ranked(match, asked, isMeaningUsed, wishes, now));
        }
        List<Ranked> best = new ArrayList<>();
        // what filters keep away is not pinned past them
        boolean isFiltered =
                !asked.filters().isEmpty() || !asked.typed().excluded().isEmpty();
        for (DocumentKey key : wishes.pinned()) {
            Ranked found = ranked.remove(key);
            if (found != null) {
                best.add(found);
            } else if (!isFiltered && asked.kinds().contains(key.kind())) {
                best.add(new Ranked(key, 0, Map.of()));
            }
        }
        ranked.values().stream()
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .reversed()
                        .thenComparing(one -> one.key().toString()))
                .forEach(best::add);
        return within(best, asked);
    }

    private static List<Ranked> within(List<Ranked> best, Asked asked) {
        Map<String, Integer> left = new HashMap<>();
        asked.quotas().forEach((kind, most) -> left.put(kind.wireName(), most));
        return best.stream()
                .filter(one -> {
                    String kind = one.key().kind().wireName();
                    int there = left.getOrDefault(kind, Integer.MAX_VALUE);
                    left.put(kind, there - 1);
                    return there > 0;
                })
                .toList();
    }

    private Ranked ranked(Match match, Asked asked, boolean isMeaningUsed, Wishes wishes, Instant now) {
        Map<Signal, Double> points = new EnumMap<>(Signal.class);
        points.put(Signal.WORDS, wordsWeight(asked.mode(), isMeaningUsed) * match.words());
        if (isMeaningUsed && match.meaning() != null) {
            double weight = asked.mode() == Mode.MEANING ? 1 : BLENDED_MEANING;
            points.put(Signal.MEANING, weight * meanings.nearness(match.meaning()));
        }
        points.put(Signal.PERSONA, PERSONA * suits(match, asked.persona()));
        if (asked.near() != null && match.spot() != null) {
            points.put(Signal.DISTANCE, DISTANCE * HALF_WAY_KM / (HALF_WAY_KM + km(asked.near(), match.spot())));
        }
        points.put(Signal.POPULARITY, POPULARITY * liked.of(match.key(), now));
        double days = Math.max(0, Duration.between(match.savedAt(), now).toHours() / 24.0);
        points.put(Signal.FRESHNESS, FRESHNESS * Math.exp(-days * Math.log(2) / HALF_LIFE_DAYS));
        points.put(Signal.HOUSE, wishes.points().getOrDefault(match.key(), 0.0));
        points.values().removeIf(value -> value == 0);
        double score = points.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Ranked(match.key(), score, points);
    }

    /** What a point by words counts. */
    static double wordsWeight(Mode mode, boolean isMeaningUsed) {
        if (!isMeaningUsed) {
            return 1;
        }
        return mode == Mode.MEANING ? 0 : BLENDED_WORDS;
    }

    private static double suits(Match match, Map<String, Double> persona) {
        return match.topics().stream()
                .mapToDouble(topic -> persona.getOrDefault(topic.toLowerCase(Locale.ROOT), 0.0))
                .max()
                .orElse(0);
    }

    private static double km(Filter.Within from, Spot to) {
        return SloppyMath.haversinMeters(from.lat(), from.lon(), to.lat(), to.lon()) / 1000;
    }
}
