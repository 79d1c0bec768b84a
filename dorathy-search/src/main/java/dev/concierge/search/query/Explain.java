package dev.concierge.search.query;

import dev.concierge.search.engine.Found;
import dev.concierge.search.engine.Found.WordFound;
import dev.concierge.search.query.HitView.PartView;
import dev.concierge.search.query.RankMatches.Ranked;
import dev.concierge.search.query.RankMatches.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words what speaks for a hit, part by part. */
final class Explain {
    private Explain() {}

    /** @param wordsWeight what a point by words counts */
    static List<PartView> parts(Found found, @Nullable Ranked ranked, double wordsWeight, boolean isPinned) {
        List<PartView> parts = new ArrayList<>();
        if (isPinned) {
            parts.add(new PartView("house", "set to this place by the house", 0));
        }
        if (wordsWeight > 0) {
            found.words().forEach(word -> parts.add(new PartView("words", says(word), wordsWeight * word.points())));
        }
        if (ranked != null) {
            for (Map.Entry<Signal, Double> points : ranked.points().entrySet()) {
                if (points.getKey() != Signal.WORDS) {
                    parts.add(new PartView(
                            points.getKey().name().toLowerCase(Locale.ROOT),
                            says(points.getKey(), points.getValue()),
                            points.getValue()));
                }
            }
        }
        return parts;
    }

    private static String says(WordFound word) {
        return switch (word.form()) {
            case EXACT -> "has “" + word.typed() + "”";
            case STEM -> "has a form of “" + word.typed() + "”";
            case SYNONYM -> "has “" + word.as() + "”, which means “" + word.typed() + "”";
            case PREFIX -> "has “" + word.as() + "”, which begins with “" + word.typed() + "”";
            case TYPO -> "has “" + word.as() + "”, nearest to “" + word.typed() + "”";
            case PART -> "has “" + word.as() + "”, a part of “" + word.typed() + "”";
        };
    }

    private static String says(Signal signal, double points) {
        return switch (signal) {
            case WORDS -> "has the words";
            case MEANING -> "means something alike";
            case PERSONA -> "is about what the guest likes";
            case DISTANCE -> "is near";
            case POPULARITY -> "is liked by guests";
            case FRESHNESS -> "is new";
            case HOUSE -> points > 0 ? "is raised by the house" : "is lowered by the house";
        };
    }
}
