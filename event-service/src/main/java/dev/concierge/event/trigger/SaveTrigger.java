package dev.concierge.event.trigger;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a trigger that is created or replaced.
 *
 * @param triggerId chosen by the sender, or as in the path
 * @param trigger true when absent
 */
record SaveTrigger(
        @Nullable UUID triggerId,
        @NotNull @Pattern(regexp = NAME) String journeyId,
        @NotNull @Pattern(regexp = NAME) String eventName,
        @Nullable Conditions conditions,
        @Nullable Boolean trigger) {
    private static final String NAME = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$";

    /**
     * Before anything is done with it.
     *
     * @param id as in the path
     */
    void check(UUID id) {
        List<FieldError> faults = wanted().faults();
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        if (triggerId != null && !triggerId.equals(id)) {
            throw new InvalidInput("/triggerId", triggerId + " (expected: " + id + ", as in the path)");
        }
    }

    Conditions wanted() {
        return conditions == null ? Conditions.NONE : conditions;
    }

    boolean enters() {
        return !Boolean.FALSE.equals(trigger);
    }
}
