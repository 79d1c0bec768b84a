package dev.concierge.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindException;
import org.springframework.validation.Errors;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.support.WebExchangeBindException;

/** Constraints of bodies, parameters and headers, in both stacks. */
final class ValidationRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        List<FieldError> errors = switch (failure) {
            case BindException body -> ofBody("", body);
            case WebExchangeBindException body -> ofBody("", body);
            case MethodValidationResult result when !result.isForReturnValue() -> ofParameters(result);
            case ConstraintViolationException violations -> ofViolations(violations);
            default -> List.of();
        };
        return errors.isEmpty()
                ? null
                : ProblemAnswer.invalidInput(errors.stream()
                        .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                        .toList());
    }

    private static List<FieldError> ofBody(String prefix, Errors body) {
        return body.getAllErrors().stream().map(error -> ofBody(prefix, error)).toList();
    }

    private static FieldError ofBody(String prefix, ObjectError error) {
        return switch (error) {
            case org.springframework.validation.FieldError field ->
                Rejected.constraint(
                        prefix + Pointers.of(field.getField()), field.getRejectedValue(), field.getDefaultMessage());
            default -> new FieldError(prefix, String.valueOf(error.getDefaultMessage()));
        };
    }

    private static List<FieldError> ofParameters(MethodValidationResult result) {
        List<FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult parameter : result.getParameterValidationResults()) {
            if (parameter instanceof ParameterErrors body) {
                Integer index = body.getContainerIndex();
                errors.addAll(ofBody(index == null ? "" : "/" + index, body));
            } else {
                for (MessageSourceResolvable error : parameter.getResolvableErrors()) {
                    String pointer = Pointers.of(parameter.getMethodParameter());
                    errors.add(Rejected.constraint(pointer, parameter.getArgument(), error.getDefaultMessage()));
                }
            }
        }
        return errors;
    }

    private static List<FieldError> ofViolations(ConstraintViolationException violations) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : violations.getConstraintViolations()) {
            String pointer = Pointers.of(violation.getPropertyPath().toString());
            errors.add(Rejected.constraint(pointer, violation.getInvalidValue(), violation.getMessage()));
        }
        return errors;
    }
}
