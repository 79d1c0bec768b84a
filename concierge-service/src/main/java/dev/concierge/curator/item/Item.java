package dev.concierge.curator.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record Item(
        UUID id,
        ItemType type,
        String title,
        String description,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        Instant savedAt) {}
