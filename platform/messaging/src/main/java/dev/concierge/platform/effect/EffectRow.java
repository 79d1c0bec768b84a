package dev.concierge.platform.effect;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed effect.
 *
 * @param attempt also the claim: who holds an older number has lost it
 * @param age since its first attempt
 */
record EffectRow(
        UUID id, String key, byte[] payload, @Nullable String traceparent, int attempt, Duration age) {}
