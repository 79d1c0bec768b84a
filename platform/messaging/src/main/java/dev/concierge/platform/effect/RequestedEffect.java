package dev.concierge.platform.effect;

import java.util.UUID;

/**
 * An effect on its way.
 *
 * @param id stable over attempts, so that the other side can recognise a repetition
 * @param attempt 1 for the first
 */
public record RequestedEffect<P>(UUID id, String key, P payload, int attempt) {}
