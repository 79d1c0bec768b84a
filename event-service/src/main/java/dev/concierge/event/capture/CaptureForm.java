package dev.concierge.event.capture;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How one kind of thing is read from JSON. */
public interface CaptureForm {
    /** What many of them are called: the field of a batch. */
    String plural();

    /**
     * Reads one of them.
     *
     * @param pointer where it stands in the body: empty, or such as {@code /events/3}
     */
    Reading<? extends Capturable> read(JsonNode item, String pointer, Instant receivedAt);
}
