package dev.concierge.search.control;

import dev.concierge.search.document.DocumentKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of the answers to a question.
 *
 * @param words of the question, as they are kept; empty for every question
 * @param place of a pinned document among the pinned ones, lowest first
 * @param strength of a boost or burial: points added or taken away
 */
record Rule(
        UUID ruleId,
        String words,
        Action action,
        DocumentKey target,
        int place,
        double strength,
        @Nullable Instant from,
        @Nullable Instant until) {
    enum Action {
        PIN,
        BOOST,
        BURY
    }

    boolean appliesTo(String asked, Instant now) {
        return (words.isEmpty() || words.equals(asked))
                && (from == null || !now.isBefore(from))
                && (until == null || now.isBefore(until));
    }
}
