package dev.concierge.curator.kind;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import tools.jackson.databind.JsonNode;

record RegisterKind(
        @NotBlank @Size(max = 100) String name,
        @NotNull @JsonSize JsonNode schema,

        @NotEmpty @Size(max = 20)
        Map<@Size(max = 32) String, @NotNull @Pattern(regexp = "^(/[^/]{1,64}){1,8}$") String> card) {}
