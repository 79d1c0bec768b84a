package dev.concierge.journey.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares JSON values as people mean them: 1 is 1.0. */
final class Values {
    private Values() {}

    static boolean same(JsonNode wanted, @Nullable JsonNode found) {
        if (found == null) {
            return false;
        }
        return wanted.isNumber() && found.isNumber()
                ? wanted.decimalValue().compareTo(found.decimalValue()) == 0
                : wanted.equals(found);
    }
}
