package dev.concierge.user.segment.rule;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of a value. Numbers compare with numbers, texts with texts (so dates as they are written); a value that
 * is missing, or of another kind, is not equal and nothing else. As in conditions of journeys.
 */
record Comparison(Operator is, JsonNode value) {
    /** Ways to compare. */
    enum Operator {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE,
        CONTAINS,
        EXISTS
    }

    boolean holds(@Nullable JsonNode found) {
        if (found == null || found.isMissingNode() || found.isNull()) {
            return is == Operator.NE || (is == Operator.EXISTS && !value.asBoolean(true));
        }
        return switch (is) {
            case EQ -> same(value, found);
            case NE -> !same(value, found);
            case GT, GTE, LT, LTE -> isOrdered(found);
            case CONTAINS -> contains(found);
            case EXISTS -> value.asBoolean(true);
        };
    }

    /** As people mean it: 1 is 1.0. */
    static boolean same(JsonNode wanted, @Nullable JsonNode found) {
        if (found == null) {
            return false;
        }
        return wanted.isNumber() && found.isNumber()
                ? wanted.decimalValue().compareTo(found.decimalValue()) == 0
                : wanted.equals(found);
    }

    private boolean isOrdered(JsonNode found) {
        int order;
        if (value.isNumber() && found.isNumber()) {
            order = found.decimalValue().compareTo(value.decimalValue());
        } else if (value.isString() && found.isString()) {
            order = found.stringValue().compareTo(value.stringValue());
        } else {
            return false;
        }
        return switch (is) {
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    private boolean contains(JsonNode found) {
        return found.isArray()
                ? found.valueStream().anyMatch(element -> same(value, element))
                : found.isString() && value.isString() && found.stringValue().contains(value.stringValue());
    }
}
