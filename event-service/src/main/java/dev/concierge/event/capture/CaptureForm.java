package dev.concierge.event.capture;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How one kind of thing is read from JSON. */
public interface CaptureForm {
    /** What many of them are called: the field of a batch. */
    String plural();

    /** Whether a batch may have other fields beside its items. */
    default boolean takesOtherFields() {
        return false;
    }

    /** What an item is called that may not be readable: text of at most 128 characters, else empty. */
    String nameOf(JsonNode item);

    /**
     * Reads one of them.
     *
     * @param pointer where it stands in the body: empty, or such as {@code /events/3}
     */
    Reading<? extends Capturable> read(JsonNode item, String pointer, Instant receivedAt);
}
