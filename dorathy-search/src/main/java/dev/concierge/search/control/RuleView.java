package dev.concierge.search.control;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record RuleView(
        UUID ruleId,
        String words,
        String action,
        String kind,
        String id,
        int place,
        double strength,
        @Nullable Instant from,
        @Nullable Instant until) {
    static RuleView of(Rule rule) {
        return new RuleView(
                rule.ruleId(),
                rule.words(),
                rule.action().name().toLowerCase(Locale.ROOT),
                rule.target().kind().wireName(),
                rule.target().id(),
                rule.place(),
                rule.strength(),
                rule.from(),
                rule.until());
    }
}
