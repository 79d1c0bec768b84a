package dev.concierge.platform.problem;

import dev.concierge.platform.input.RefusedValue;
import java.time.DateTimeException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains why a body is not the JSON it should be. */
final class JsonErrors {
    private static final Pattern OUR_INTERNALS = Pattern.compile(" ?\\(?(from )?`[^`]*`\\)?");
    private static final Pattern QUOTED_VALUE =
            Pattern.compile("^(?:Cannot coerce \\w+|Numeric) value \\((\"?)(.*?)\\1\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(dev|java|tools|org|com)\\.[a-z]+\\.");

    private JsonErrors() {}

    /** Null when the exception is not about the content, such as a broken connection. */
    static @Nullable ProblemAnswer answer(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException tooMuch -> malformed("json-too-complex", tooMuch);
            case InputCoercionException range
            when !range.getPath().isEmpty() -> one(found(range, range.getInputType(), range.getTargetType()));
            case StreamReadException syntax -> malformed("malformed-json", syntax);
            case UnrecognizedPropertyException unknown ->
                one(new FieldError(Pointers.of(unknown.getPath()), "unknown field"));
            case RefusedValue refused ->
                one(Rejected.field(Pointers.of(refused.getPath()), refused.getValue(), refused.expectation()));
            case InvalidFormatException format ->
                one(Rejected.field(
                        Pointers.of(format.getPath()), format.getValue(), ExpectedType.of(format.getTargetType())));
            case MismatchedInputException trailing
            when trailing.getOriginalMessage().startsWith("Trailing token") ->
                ProblemAnswer.of(400, "malformed-json", "The body goes on after its JSON value (expected: one value).");
            case MismatchedInputException mismatch -> mismatch(mismatch);
            default -> failure.getPath().isEmpty() ? null : rejectedByItsType(failure);
        };
    }

    private static ProblemAnswer malformed(String code, JacksonException failure) {
        String where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        String what = OUR_INTERNALS.matcher(failure.getOriginalMessage()).replaceAll("");
        return ProblemAnswer.of(400, code, "The body is not valid JSON" + where + ": " + what);
    }

    private static ProblemAnswer mismatch(MismatchedInputException mismatch) {
        if (mismatch.getCause() != null) {
            return rejectedByItsType(mismatch);
        }
        return one(found(mismatch, mismatch.getCurrentToken(), mismatch.getTargetType()));
    }

    /** The parser is closed by now: a scalar is known only where the message quotes it. */
    private static FieldError found(JacksonException failure, @Nullable JsonToken token, @Nullable Class<?> type) {
        String pointer = Pointers.of(failure.getPath());
        String expected = ExpectedType.of(type);
        Matcher quoted = QUOTED_VALUE.matcher(failure.getOriginalMessage());
        if (quoted.find()) {
            return Rejected.field(pointer, quoted.group(2), expected);
        }
        String found = switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case null, default -> "missing";
        };
        return new FieldError(pointer, found + " (expected: " + expected + ")");
    }

    /** A constructor refused the value: its own words, unless they would show our insides. */
    private static ProblemAnswer rejectedByItsType(JacksonException failure) {
        String pointer = Pointers.of(failure.getPath());
        Throwable cause = failure.getCause();
        if (cause instanceof Fact fact) {
            List<FieldError> errors = fact.errors().stream()
                    .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
                    .toList();
            return ProblemAnswer.of(fact.kind().status(), fact.code(), fact.detail(), errors);
        }
        boolean ours = cause instanceof IllegalArgumentException
                || cause instanceof DateTimeException
                || cause instanceof NullPointerException;
        String words = cause == null ? "" : Objects.requireNonNullElse(cause.getMessage(), "");
        boolean tellable =
                ours && !words.isEmpty() && !CLASS_NAME.matcher(words).find() && words.length() < 300;
        return one(new FieldError(pointer, tellable ? words : "not acceptable (expected: a valid value)"));
    }

    private static ProblemAnswer one(FieldError error) {
        return ProblemAnswer.invalidInput(List.of(error));
    }
}
