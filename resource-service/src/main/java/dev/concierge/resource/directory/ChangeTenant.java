package dev.concierge.resource.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A merge patch of a business or location: what it leaves out stays; nothing of it can be removed. */
record ChangeTenant(
        @Nullable
        @Size(min = 1, max = 200)
        @Pattern(
                regexp = "^ *[^\\u0000-\\u0020][^\\u0000-\\u001f]*$",
                message = "more than blanks, no control characters")
        String name,

        @Nullable @Schema(example = "Europe/Berlin") String zone,
        @Nullable Boolean closed) {}
