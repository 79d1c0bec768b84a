package dev.concierge.curator.curation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A list made for a guest. */
record Curation(UUID curationId, String guest, Instant madeAt, Inputs inputs, List<Place> places) {
    static Curation of(UUID id, String guest, Instant madeAt, Inputs inputs, long seed) {
        return new Curation(id, guest, madeAt, inputs, ComposeList.of(inputs, seed));
    }
}
