package dev.concierge.hub.delivery.rules;

import java.time.Instant;

/** What the rules say of a notification on one channel, now. */
public sealed interface Decision {
    record Send() implements Decision {}

    /** Not yet. */
    record Hold(String reason, Instant until) implements Decision {}

    /** Never. */
    record Suppress(String reason) implements Decision {}
}
