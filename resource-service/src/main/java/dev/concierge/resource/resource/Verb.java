package dev.concierge.resource.resource;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operation does, as stream records, answers and notifications name it. */
public enum Verb {
    CREATE("resource_created"),
    UPDATE("resource_updated"),
    PATCH("resource_patched"),
    DELETE("resource_deleted");

    private final String announced;

    Verb(String announced) {
        this.announced = announced;
    }

    /** The type of the notification once it is done. */
    public String announced() {
        return announced;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verb> of(String text) {
        return Arrays.stream(values()).filter(verb -> verb.text().equals(text)).findFirst();
    }
}
