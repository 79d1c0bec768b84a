package dev.concierge.platform.file;

import dev.concierge.platform.problem.FieldError;
import java.util.List;

/** A line that changed nothing, and why, without its values: these are a guest's, and kept nowhere else. */
public record RefusedLine(long line, List<FieldError> errors) {
    private static final String EXPECTED = "(expected: ";

    /** @param errors as a request would be told of them */
    public static RefusedLine of(long line, List<FieldError> errors) {
        return new RefusedLine(
                line, errors.stream().map(RefusedLine::withoutValue).toList());
    }

    private static FieldError withoutValue(FieldError error) {
        String detail = error.detail();
        return detail.contains(EXPECTED)
                ? new FieldError(
                        error.pointer(), detail.substring(detail.lastIndexOf(EXPECTED) + 1, detail.length() - 1))
                : error;
    }
}
