package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;

/**
 * An occurrence in the history.
 *
 * @param seq its place in the order of storing
 */
public record StoredOccurrence(Occurrence occurrence, long seq) {}
