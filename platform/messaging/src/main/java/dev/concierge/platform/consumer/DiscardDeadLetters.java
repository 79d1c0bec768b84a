package dev.concierge.platform.consumer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Gives up single parked messages; those behind them stay parked and can be redriven.
 *
 * @param seqs as listed
 * @param reason kept with who decided it
 */
record DiscardDeadLetters(
        @NotNull @Size(min = 1, max = 1000) List<@NotNull Long> seqs,
        @NotBlank @Size(max = 500) String reason) {}
