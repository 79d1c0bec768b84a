package dev.concierge.curator.request;

import dev.concierge.curator.item.Capacity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a guest to create something for the caller.
 *
 * @param to a guest's userId
 * @param capacity partner or expert
 * @param shareBasisPoints what an expert is to get of the price without taxes
 * @param expiresAt in a week unless given
 */
record AskForHelp(
        @NotBlank @Size(max = 64) String to,
        @NotNull Capacity capacity,
        @NotBlank @Size(max = 2_000) String message,
        @Nullable @Min(1) @Max(10_000) Integer shareBasisPoints,
        @Nullable Instant expiresAt) {}
