package dev.concierge.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a refused body on, with what was wrong taken out, so that its problem names every field and not the first
 * alone. Jackson's own collecting reader sees only what its handlers see: no null for a primitive, no coercion, nothing
 * that our readers refuse.
 */
public final class AllFaults {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST = 50;
    /** In bytes; each fault costs one more reading. */
    private static final int LARGEST = 64 * 1024;

    private final JsonMapper strict;
    private final JsonMapper any;
    private final Supplier<@Nullable Validator> constraints;

    /**
     * @param lenient takes any JSON that is well formed
     * @param strict reads bodies
     * @param constraints null where there are none
     */
    public AllFaults(JsonMapper lenient, JsonMapper strict, Supplier<@Nullable Validator> constraints) {
        this.strict = strict;
        this.any = lenient.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        this.constraints = constraints;
    }

    /**
     * @param first what the body was refused for
     * @return how to refuse it
     */
    public RuntimeException in(byte[] body, JavaType type, JacksonException first) {
        if (body.length > LARGEST) {
            return new UnreadableBody(first);
        }
        try {
            return in(any.readTree(body), type, first);
        } catch (JacksonException | NumberFormatException malformed) { // the latter of an exponent beyond any number
            return new UnreadableBody(first);
        }
    }

    /** @param body will be changed */
    public RuntimeException in(JsonNode body, JavaType type, JacksonException first) {
        Found found = new Found(new ArrayList<>());
        JacksonException fault = first;
        while (fault != null && found.takes(fault) && takeOut(body, fault)) {
            fault = readOn(body, type, found);
        }
        return found.errors.isEmpty() ? new UnreadableBody(first) : new InvalidInput(found.inOrder());
    }

    /** The next fault; null when there is none but constraints. */
    private @Nullable JacksonException readOn(JsonNode body, JavaType type, Found found) {
        try {
            Object read = strict.treeToValue(body, type);
            Validator validator = constraints.get();
            if (read != null && validator != null) {
                validator.validate(read).forEach(found::takes);
            }
            return null;
        } catch (JacksonException next) {
            return next;
        }
    }

    /** False where nothing would be left. */
    private static boolean takeOut(JsonNode body, JacksonException fault) {
        List<Reference> path = fault.getPath();
        JsonNode around = body;
        for (Reference step : path.subList(0, Math.max(path.size() - 1, 0))) {
            around =
                    step.getPropertyName() == null ? around.path(step.getIndex()) : around.path(step.getPropertyName());
        }
        switch (around) {
            case ObjectNode object
            when !path.isEmpty() -> {
                object.remove(path.getLast().getPropertyName());
                if (primitive(fault) instanceof JsonNode nothing) {
                    object.set(path.getLast().getPropertyName(), nothing);
                }
            }
            case ArrayNode array
            when !path.isEmpty() -> array.set(path.getLast().getIndex(), NODES.nullNode());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What stands for nothing where null cannot. */
    private static @Nullable JsonNode primitive(JacksonException fault) {
        Class<?> type = switch (fault) {
            case UnrecognizedPropertyException unknown -> null;
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            case InputCoercionException range -> range.getTargetType();
            default -> null;
        };
        if (type == null || !type.isPrimitive()) {
            return null;
        }
        return type == boolean.class ? NODES.booleanNode(false) : NODES.numberNode(0);
    }

    private record Found(List<FieldError> errors) {
        /** False for what is no fault of a field, and for what only follows from one that was taken out. */
        boolean takes(JacksonException fault) {
            ProblemAnswer answer = JsonErrors.answer(fault);
            if (answer == null || !answer.problem().code().equals(InvalidInput.CODE)) {
                return false;
            }
            List<FieldError> named = answer.problem().errors();
            return !named.isEmpty() && named.stream().filter(this::takes).count() == named.size();
        }

        void takes(ConstraintViolation<?> violation) {
            takes(Rejected.constraint(
                    Pointers.of(violation.getPropertyPath().toString()),
                    violation.getInvalidValue(),
                    violation.getMessage()));
        }

        private boolean takes(FieldError error) {
            boolean isNew = errors.size() < MOST
                    && errors.stream()
                            .noneMatch(known -> isAround(known.pointer(), error.pointer())
                                    || isAround(error.pointer(), known.pointer()));
            return isNew && errors.add(error);
        }

        private static boolean isAround(String pointer, String inner) {
            return inner.equals(pointer) || inner.startsWith(pointer + "/");
        }

        List<FieldError> inOrder() {
            return errors.stream()
                    .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                    .toList();
        }
    }
}
