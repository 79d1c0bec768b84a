package dev.concierge.event.capture;

import dev.concierge.platform.security.Caller;
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

    /** Whether items are interactions, named by their types. */
    default boolean tellsInteractions() {
        return false;
    }

    /** As which kind of caller what is told by it is judged. */
    default Caller.Kind speaksAs(Caller caller) {
        return caller.kind();
    }

    /** What an item is called that may not be readable: text of at most 128 characters, else empty. */
    String nameOf(JsonNode item);

    /** Where the parts of an item stand that are judged after reading, below the item itself. */
    default Places places(JsonNode item) {
        return Places.BY_NAME;
    }

    record Places(String time, String attributes) {
        static final Places BY_NAME = new Places("/eventTime", "/attributes");
    }

    /**
     * Reads one of them.
     *
     * @param pointer where it stands in the body: empty, or such as {@code /events/3}
     */
    Reading<? extends Capturable> read(JsonNode item, String pointer, Instant receivedAt);
}
