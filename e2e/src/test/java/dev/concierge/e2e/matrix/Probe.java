package dev.concierge.e2e.matrix;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request and what must come of it.
 *
 * @param what is wrong with it, or who calls
 * @param statuses of which one must answer
 * @param pointer the place that the problem must name; null when the fault is not in one place
 */
record Probe(
        String what,
        Call call,
        Set<Integer> statuses,
        @Nullable String pointer) {
    static Probe of(String what, Call call, Integer... statuses) {
        return new Probe(what, call, Set.of(statuses), null);
    }

    /** A fault in one field, parameter or header. */
    static Probe fault(String pointer, String what, Call call) {
        return new Probe(pointer + ": " + what, call, Set.of(400), pointer);
    }
}
