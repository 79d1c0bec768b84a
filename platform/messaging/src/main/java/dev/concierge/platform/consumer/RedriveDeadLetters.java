package dev.concierge.platform.consumer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Asks for another run of everything that is parked for these keys.
 *
 * @param keys message keys, as listed
 */
record RedriveDeadLetters(@Size(min = 1, max = 1000) List<@NotBlank String> keys) {}
