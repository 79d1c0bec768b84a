package dev.concierge.curator.training;

import dev.concierge.curator.evaluation.Figures;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A trained model and where it comes from.
 *
 * @param learner the chosen way to learn
 * @param figures of all ways that were tried, on what came last of every guest
 * @param dataFrom when the first interaction took place that it knows
 * @param commit the code that trained it
 * @param isServed whether curations are made with it
 */
record ModelVersion(
        UUID version,
        String learner,
        Map<String, Figures> figures,
        int interactions,
        int guests,
        int items,
        Instant dataFrom,
        Instant dataUntil,
        String commit,
        Instant trainedAt,
        boolean isServed) {}
