package dev.concierge.event.trigger;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.platform.problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What must hold when a trigger's event arrives.
 *
 * @param onlyOnce holds only the first time per guest
 * @param count holds when the guest did it at least so often, this time included
 * @param within counts only what happened in one stretch shorter than this that the event lies in, by the events' own
 *     times; without it everything counts
 * @param attributes that the event, and every counted one, must have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Conditions(
        @JsonAlias("only_once") @Nullable Boolean onlyOnce,
        @Nullable Integer count,
        @Nullable Duration within,
        @Nullable JsonNode attributes) {
    static final Conditions NONE = new Conditions(null, null, null, null);

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofDays(3660);

    boolean holdsOnlyOnce() {
        return Boolean.TRUE.equals(onlyOnce);
    }

    int atLeast() {
        return count == null ? 1 : count;
    }

    /** Whether the event alone does not tell. */
    boolean asksHistory() {
        return atLeast() > 1;
    }

    JsonNode wanted() {
        return attributes == null ? JsonNodeFactory.instance.objectNode() : attributes;
    }

    List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        if (atLeast() < 1 || atLeast() > MOST) {
            faults.add(new FieldError("/conditions/count", count + " (expected: 1 to " + MOST + ")"));
        }
        if (within != null && (!within.isPositive() || within.compareTo(LONGEST) > 0)) {
            faults.add(new FieldError(
                    "/conditions/within", within + " (expected: a positive duration of at most " + LONGEST + ")"));
        }
        if (within != null && count == null) {
            faults.add(new FieldError("/conditions/within", within + " (expected: only together with count)"));
        }
        if (Attributes.read(wanted()) instanceof Attributes.Wrong(String fault)) {
            faults.add(new FieldError("/conditions/attributes", fault));
        }
        return faults;
    }
}
