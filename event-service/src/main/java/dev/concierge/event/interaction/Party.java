package dev.concierge.event.interaction;

import dev.concierge.event.capture.Fields;

/** One side of an interaction: where it came from, who acted, or on what. */
record Party(String id, String type) {
    private static final int LENGTH = 128;

    static Party of(Fields fields) {
        Party party = new Party(fields.text("id", LENGTH), fields.text("type", LENGTH));
        fields.rejectOthers();
        return party;
    }
}
