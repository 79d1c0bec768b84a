package dev.concierge.curator.curation;

import dev.concierge.curator.curation.Inputs.Because;
import dev.concierge.curator.curation.Inputs.Considered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says why an item is in a list, in words and in numbers that sum to its score. */
final class Explain {
    private final Curation curation;
    private final Map<UUID, String> titles;

    /** @param titles of the items that the guest may see now */
    Explain(Curation curation, Map<UUID, String> titles) {
        this.curation = curation;
        this.titles = titles;
    }

    double score(Place place) {
        return counted(place.considered().relevance()) + place.balance();
    }

    List<Reason> why(Place place) {
        Considered considered = place.considered();
        List<Reason> why = new ArrayList<>();
        add(
                why,
                "words",
                counted(considered.words()),
                "your words stand in its " + String.join(", ", considered.fields()));
        addTaste(why, considered);
        add(why, "liking", counted(considered.liking()), "it is about " + liked(considered) + ", which you like");
        add(
                why,
                "popularity",
                counted(considered.popularity()),
                considered.takers() == 1 ? "one guest took it" : considered.takers() + " guests took it");
        add(
                why,
                "balance",
                place.balance(),
                place.balance() > 0
                        ? "it brings the list nearer to the mix of topics you like"
                        : "the list has enough of its topics");
        why.sort(Comparator.comparingDouble((Reason reason) -> Math.abs(reason.value()))
                .reversed());
        if (place.explored()) {
            why.addFirst(new Reason("exploration", 0, "to find out whether it suits you", null));
        } else if (why.isEmpty()) {
            why.add(new Reason("newest", 0, "it is new", null));
        }
        return why;
    }

    private void addTaste(List<Reason> why, Considered considered) {
        double rest = considered.taste();
        for (Because because : considered.because()) {
            String title = titles.get(because.item());
            String words = "because you " + because.type().told() + " "
                    + (title == null ? "something that is no longer shown" : title);
            why.add(new Reason("taste", counted(because.part()), words, title == null ? null : because.item()));
            rest -= because.part();
        }
        if (Math.abs(rest) > 1e-9) {
            why.add(new Reason("taste", counted(rest), "by " + considered.others() + " more things you took", null));
        }
    }

    private static void add(List<Reason> why, String part, double value, String words) {
        if (value != 0) {
            why.add(new Reason(part, value, words, null));
        }
    }

    private double counted(double part) {
        return (1 - curation.balance()) * part;
    }

    private String liked(Considered considered) {
        return String.join(
                ", ",
                considered.topics().stream()
                        .distinct()
                        .filter(topic -> curation.wanted().getOrDefault(topic, 0.0) > 0)
                        .sorted(Comparator.comparingDouble(
                                (String topic) -> -curation.wanted().getOrDefault(topic, 0.0)))
                        .limit(3)
                        .toList());
    }
}
