package dev.concierge.event.capture;

import java.util.List;

/**
 * Names that only the platform's own facts have. Journeys listen to those under the same names as to captured events, so
 * nobody else may tell them.
 */
public final class ReservedNames {
    /** The first part of every type in contracts/events, and of those to come. */
    static final List<String> PREFIXES = List.of(
            "booking.",
            "date-event.",
            "event.",
            "experience.",
            "interaction.",
            "item.",
            "journey.",
            "live.",
            "notification.",
            "resource.",
            "run.",
            "segment.",
            "stream.",
            "trigger.",
            "user.");

    private ReservedNames() {}

    public static boolean isReserved(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }
}
