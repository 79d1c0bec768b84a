package dev.concierge.event.capture;

import java.util.List;

/**
 * Names that only the platform's own facts have. Journeys listen to those under the same names as to captured events, so
 * nobody else may tell them.
 */
public final class ReservedNames {
    /** What every type in contracts/events begins with, and those to come; guests may well tell of resource_viewed. */
    static final List<String> PREFIXES = List.of(
            "booking.",
            "bot-message.",
            "business.",
            "date-event.",
            "datemaker.",
            "erasure.",
            "event.",
            "experience-job.",
            "experience.",
            "interaction.",
            "item.",
            "journey.",
            "live.",
            "location.",
            "notification.",
            "resource.",
            "resource_created",
            "resource_deleted",
            "resource_patched",
            "resource_updated",
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
