package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.problem.FieldError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not go on.
 *
 * @param code as in problems
 * @param fields the parts of the request that may be changed, as JSON Pointers
 * @param alternatives names that are free
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Trouble(
        String code,
        String detail,
        @Nullable List<FieldError> errors,
        @Nullable List<String> fields,
        @Nullable List<String> alternatives) {
    static final String NAME = "/experience/name";

    Trouble {
        errors = Objects.requireNonNullElse(errors, List.of());
        fields = Objects.requireNonNullElse(fields, List.of());
        alternatives = Objects.requireNonNullElse(alternatives, List.of());
    }

    static Trouble of(String code, String detail) {
        return new Trouble(code, detail, List.of(), List.of(), List.of());
    }

    static Trouble nameTaken(String name, List<String> free) {
        return new Trouble(
                "experience-name-taken",
                "The business has an experience named " + name + " already.",
                List.of(new FieldError(
                        NAME, name + " (expected: a name that is free, such as one of the alternatives)")),
                List.of(NAME),
                free);
    }

    static Trouble imagesMissing(CreateExperience content, List<String> missing) {
        List<FieldError> faults = missing.stream()
                .map(image -> new FieldError(
                        "/experience/images/" + content.images().indexOf(image),
                        image + " (expected: the contentId of an image that is kept here)"))
                .toList();
        return new Trouble(
                "image-not-found", "Some images are not kept here.", faults, List.of("/experience/images"), List.of());
    }

    boolean isAboutTheName() {
        return List.of(NAME).equals(fields);
    }
}
