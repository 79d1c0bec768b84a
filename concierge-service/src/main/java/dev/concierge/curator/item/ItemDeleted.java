package dev.concierge.curator.item;

import java.time.Instant;
import java.util.UUID;

/** On the wire {@code item.deleted}: the last word on an item, kept by the compacted topic in place of a tombstone. */
record ItemDeleted(UUID itemId, Instant deletedAt) {
    static final String TYPE = "item.deleted";
}
