package dev.concierge.hub.delivery.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template says.
 *
 * @param kind partials (layouts among them) are put into messages by {@code {{> id}}} and {@code {{#> id}}…{{/id}}}
 * @param locale of the texts that are taken where none fits better
 * @param texts by locale (BCP 47)
 * @param defaults what stands for a value that is missing, by its path, such as {@code user.firstName}
 */
record TemplateBody(
        @NotNull(message = "message or partial") Kind kind,

        @NotNull(message = LOCALE) @Pattern(regexp = TAG, message = LOCALE)
        String locale,

        @NotEmpty(message = "the text of at least one locale") @Size(max = 50)
        Map<@Pattern(regexp = TAG, message = LOCALE) String, @Valid @NotNull Texts> texts,

        @Nullable @Size(max = 100) Map<@Size(max = 100) String, @NotNull @Size(max = 1000) String> defaults) {
    private static final String TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,32}$";
    private static final String LOCALE = "a language tag such as de or pt-BR";

    enum Kind {
        @JsonProperty("message")
        MESSAGE,
        @JsonProperty("partial")
        PARTIAL
    }

    /**
     * In one language.
     *
     * @param text for readers of plain text, and for channels that have no other
     */
    record Texts(
            @Nullable @Size(max = 1000) String subject,

            @NotNull(message = "the plain text") @Size(max = 100_000)
            String text,

            @Nullable @Size(max = 500_000) String html) {}

    Map<String, String> defaultsOrNone() {
        return defaults == null ? Map.of() : defaults;
    }
}
