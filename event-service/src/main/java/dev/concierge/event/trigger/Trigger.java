package dev.concierge.event.trigger;

import java.util.UUID;

/**
 * An additional way into a live journey, or to its waiting runs.
 *
 * @param trigger whether the guest enters the journey; otherwise its runs are only told
 * @param version raised by every change
 */
record Trigger(
        UUID triggerId, String journeyId, String eventName, Conditions conditions, boolean trigger, int version) {}
