package dev.concierge.platform.problem;

import dev.concierge.platform.input.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** Parameters, headers and path variables that are missing or of another type, as far as both stacks share them. */
final class ParameterRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        return switch (failure) {
            case MethodArgumentTypeMismatchException mismatch ->
                mismatch(Pointers.of(mismatch.getParameter()), mismatch);
            case MissingRequestValueException missing -> missing(Pointers.of(missing.getMethodParameter()));
            case ServerWebInputException input
            when input.getCause() instanceof TypeMismatchException mismatch ->
                mismatch(Pointers.of(input.getMethodParameter()), mismatch);
            case ServerWebInputException input
            when input.getMethodParameter() != null -> missing(Pointers.of(input.getMethodParameter()));
            default -> null;
        };
    }

    static ProblemAnswer missing(String pointer) {
        return ProblemAnswer.invalidInput(List.of(new FieldError(pointer, "missing (expected: a value)")));
    }

    private static ProblemAnswer mismatch(String pointer, TypeMismatchException mismatch) {
        return ProblemAnswer.invalidInput(List.of(Rejected.field(pointer, mismatch.getValue(), expectation(mismatch))));
    }

    private static String expectation(TypeMismatchException mismatch) {
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.expectation();
            }
        }
        return ExpectedType.of(mismatch.getRequiredType());
    }
}
