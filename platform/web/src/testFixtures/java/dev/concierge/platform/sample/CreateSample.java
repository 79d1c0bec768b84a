package dev.concierge.platform.sample;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

record CreateSample(
        @NotBlank @Size(max = 100) String name,
        @Positive int count,
        @Nullable Instant at,
        @Nullable UUID id,
        @Nullable Color color,
        @Nullable Delay delay,
        @Size(min = 8) @Nullable String password,
        @Valid @Nullable List<Item> items,
        @Nullable @JsonSize(max = 1000) Map<String, Object> attributes,
        @Nullable LocalDate day,
        @Nullable Double ratio,
        @Nullable JsonNode tree,
        @Nullable ZoneId zone,
        @Nullable @Valid Holder holder) {
    record Holder(@NotNull JsonNode held) {}

    enum Color {
        RED,
        GREEN
    }

    record Item(@NotBlank String label) {}

    record Delay(Duration value) {
        Delay {
            if (value.isNegative()) {
                throw new IllegalArgumentException("delay: " + value + " (expected: a positive duration)");
            }
        }
    }
}
