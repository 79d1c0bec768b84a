package dev.concierge.resource.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record CreateLocation(
        @NotNull @Pattern(regexp = BusinessId.PATTERN) String locationId,
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Schema(example = "Europe/Berlin") String zone) {}
