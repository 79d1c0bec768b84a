package dev.concierge.curator.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On the wire {@code item.saved}: all that can be searched for. */
record ItemSaved(
        UUID itemId,
        ItemType type,
        String title,
        String description,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        Instant savedAt) {
    static final String TYPE = "item.saved";

    static ItemSaved of(Item item) {
        return new ItemSaved(
                item.id().value(),
                item.type(),
                item.title(),
                item.description(),
                item.tags(),
                item.attributes(),
                item.savedAt());
    }
}
