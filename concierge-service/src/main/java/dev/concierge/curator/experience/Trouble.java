package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private static final String EXPERIENCE_IMAGES = "/experience/images";
    private static final String RESOURCES = "/resource/resources";

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
        List<FieldError> faults = new ArrayList<>();
        Set<String> fields = new LinkedHashSet<>();
        if (name(EXPERIENCE_IMAGES, content.shownImages(), missing, faults)) {
            fields.add(EXPERIENCE_IMAGES);
        }
        for (int i = 0; i < content.resources().size(); i++) {
            List<String> images = content.resources().get(i).shown();
            if (name(RESOURCES + "/" + i + "/images", images, missing, faults)) {
                fields.add(RESOURCES);
            }
        }
        return new Trouble("image-not-found", "Some images are not kept here.", faults, List.copyOf(fields), List.of());
    }

    /** Whether any of the images at a place are missing. */
    private static boolean name(String at, List<String> images, List<String> missing, List<FieldError> faults) {
        for (int i = 0; i < images.size(); i++) {
            if (missing.contains(images.get(i))) {
                faults.add(new FieldError(
                        at + "/" + i, images.get(i) + " (expected: the contentId of an image that is kept here)"));
            }
        }
        return images.stream().anyMatch(missing::contains);
    }

    boolean isAboutTheName() {
        return List.of(NAME).equals(fields);
    }
}
