package dev.concierge.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose fields do not make sense together or that a bean constraint cannot express. */
public final class InvalidInput extends Fact {
    static final String CODE = "invalid-input";

    public InvalidInput(String pointer, String detail) {
        this(List.of(new FieldError(pointer, detail)));
    }

    public InvalidInput(String pointer, @Nullable Object value, String expectation) {
        this(List.of(Rejected.field(pointer, value, expectation)));
    }

    public InvalidInput(List<FieldError> errors) {
        super(Kind.INVALID, CODE, "The request has " + errors.size() + " invalid field(s).", errors);
    }
}
