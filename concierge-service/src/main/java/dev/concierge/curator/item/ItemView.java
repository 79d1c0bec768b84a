package dev.concierge.curator.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record ItemView(
        UUID itemId,
        ItemType type,
        String title,
        String description,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        Instant savedAt) {
    static ItemView of(Item item) {
        return new ItemView(
                item.id().value(),
                item.type(),
                item.title(),
                item.description(),
                item.tags(),
                item.attributes(),
                item.savedAt());
    }
}
