package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The request was refused before, over the stream; it is answered as then. */
final class EarlierRefusal extends Fact {
    EarlierRefusal(JsonNode problem) {
        super(
                kind(problem.path("status").asInt()),
                problem.path("code").asString(""),
                problem.path("detail").asString(""),
                errors(problem.path("errors")));
    }

    private static Kind kind(int status) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.status() == status)
                .findFirst()
                .orElse(Kind.CONFLICT);
    }

    private static List<FieldError> errors(JsonNode errors) {
        return errors.valueStream()
                .map(error -> new FieldError(
                        error.path("pointer").asString(""), error.path("detail").asString("")))
                .toList();
    }
}
