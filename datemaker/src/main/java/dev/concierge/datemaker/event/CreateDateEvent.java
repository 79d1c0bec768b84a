package dev.concierge.datemaker.event;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CreateDateEvent(
        @NotNull Instant startsAt,
        @Nullable @Size(min = 1, max = 200) String title,
        @Nullable UUID seriesId) {}
