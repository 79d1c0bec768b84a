package dev.concierge.curator.suggestion;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Suggests something to a guest.
 *
 * @param reason why, in words for the guest
 * @param sketch what a request for it might hold
 * @param accepted whether the guest has said yes already, so that it is a draft at once; false unless given
 */
record Propose(
        @NotBlank @Size(max = 64) String guest,
        @NotBlank @Size(max = 200) String title,
        @NotBlank @Size(max = 2_000) String reason,

        @Nullable @Size(max = 50) @JsonSize Map<@Size(max = 64) String, @Nullable Object> sketch,

        @Nullable Boolean accepted) {}
