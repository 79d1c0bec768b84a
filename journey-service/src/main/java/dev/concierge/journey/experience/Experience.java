package dev.concierge.journey.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Something to be experienced; its name is unique in its business. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Experience(
        UUID experienceId,
        String businessId,
        String name,
        Map<String, Object> info,
        Instant createdAt,
        Instant updatedAt) {

    /** @param info what others need to know of it */
    record Save(
            @NotBlank @Size(max = 64) String businessId,
            @NotBlank @Size(max = 200) String name,
            @NotNull @JsonSize Map<String, Object> info) {}
}
