package dev.concierge.curator.item;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record CreateItem(
        @NotNull ItemType type,
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 10_000) String description,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
        @Nullable @Size(max = 100) @JsonSize Map<@Size(max = 64) String, @Nullable Object> attributes) {}
