package dev.concierge.event.history;

/**
 * An occurrence in the history.
 *
 * @param seq its place in the order of storing
 */
public record StoredOccurrence(Occurrence occurrence, long seq) {}
