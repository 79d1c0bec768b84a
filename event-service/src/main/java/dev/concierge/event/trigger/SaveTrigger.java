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

    /** The trigger it describes. */
    Trigger as(UUID id) {
        Conditions wanted = conditions == null ? Conditions.NONE : conditions;
        List<FieldError> faults = wanted.faults();
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        if (triggerId != null && !triggerId.equals(id)) {
            throw new InvalidInput("/triggerId", triggerId + " (expected: " + id + ", as in the path)");
        }
        return new Trigger(id, journeyId, eventName, wanted, !Boolean.FALSE.equals(trigger), 1);
    }
}
