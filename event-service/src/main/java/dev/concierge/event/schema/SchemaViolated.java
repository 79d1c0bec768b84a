package dev.concierge.event.schema;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** An event is not what events of its name must be. */
public final class SchemaViolated extends Fact {
    static final String CODE = "schema-violated";

    SchemaViolated(String eventName, List<FieldError> errors) {
        super(Kind.INVALID, CODE, "The attributes do not fit the schema of " + eventName + ".", errors);
    }
}
