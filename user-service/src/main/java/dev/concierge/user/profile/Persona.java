package dev.concierge.user.profile;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who a guest seems to be, read from their profile as of a moment by a few plain rules; each field says why.
 *
 * @param topics what they like now, strongest first
 * @param affinities 0 to 1 by topic
 * @param why the reason of each field
 */
record Persona(About about, List<String> topics, Map<String, Double> affinities, Map<String, String> why) {
    private static final double LISTED_FROM = 0.15;
    private static final int MOST_LISTED = 10;
    /** The weight that makes an affinity of one half: one thing saved. */
    private static final double HALF = InteractionType.SAVE.strength();
    /**
     * @param realLifeStage as they say
     * @param actingLifeStage as they behave
     */
    record About(
            @Nullable String gender,
            @Nullable Integer spendingClass,
            @Nullable String realLifeStage,
            @Nullable String actingLifeStage) {}

    /** What others are told; they are told again when it differs. */
    record Published(About about, List<String> topics) {
        static final Published NOTHING = new Published(new About(null, null, null, null), List.of());
    }

    static Persona of(Profile profile, Instant moment, PersonaSettings settings, ProfileRules rules) {
        Map<String, Double> affinities = new TreeMap<>();
        profile.affinities().forEach((topic, affinity) -> {
            double weight = affinity.weightAt(moment, settings.halfLife());
            affinities.put(topic, Math.round(weight / (weight + HALF) * 1000) / 1000.0);
        });
        affinities.values().removeIf(affinity -> affinity == 0);
        Map<String, String> why = new LinkedHashMap<>();
        About about = new About(
                stated("gender", profile.stated().gender(), "gender", why),
                SpendingClass.of(profile, moment, settings, rules.spending(), why),
                stated("realLifeStage", profile.stated().lifeStage(), "lifeStage", why),
                actingLifeStage(affinities, rules.stages(), why));
        why.put(
                "topics",
                "affinity of at least " + LISTED_FROM
                        + "; purchase 8, save 4, share 3, inquiry 2, view 1, halved every "
                        + settings.halfLife().toDays() + " days");
        return new Persona(about, listed(affinities), affinities, why);
    }

    Published published() {
        return new Published(about, topics);
    }

    private static List<String> listed(Map<String, Double> affinities) {
        return affinities.entrySet().stream()
                .filter(entry -> entry.getValue() >= LISTED_FROM)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LISTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable String stated(
            String field, @Nullable String value, String attribute, Map<String, String> why) {
        why.put(field, (value == null ? "not stated in" : "stated in") + " attribute " + attribute);
        return value;
    }

    private static @Nullable String actingLifeStage(
            Map<String, Double> affinities, List<ProfileRules.Stage> stages, Map<String, String> why) {
        String stage = null;
        double strongest = 0;
        for (ProfileRules.Stage candidate : stages) {
            double sum = candidate.topics().stream()
                    .mapToDouble(topic -> affinities.getOrDefault(topic, 0.0))
                    .sum();
            if (sum >= candidate.from() && sum > strongest) {
                strongest = sum;
                stage = candidate.stage();
            }
        }
        why.put(
                "actingLifeStage",
                stage == null
                        ? "no stage of life stands out in the topics"
                        : String.format(Locale.ROOT, "topics of stage %s sum up to %.2f", stage, strongest));
        return stage;
    }
}
