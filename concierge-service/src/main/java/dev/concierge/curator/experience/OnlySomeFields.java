package dev.concierge.curator.experience;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** A job that was refused for one thing is to be changed in another. */
final class OnlySomeFields extends Fact {
    OnlySomeFields(List<String> open, List<FieldError> others) {
        super(
                Kind.UNPROCESSABLE,
                "only-refused-fields",
                "Only " + String.join(", ", open) + " may change; anything else is another job.",
                others);
    }
}
