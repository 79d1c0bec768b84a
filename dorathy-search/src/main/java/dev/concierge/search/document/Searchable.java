package dev.concierge.search.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Anything that can be found, in one shape.
 *
 * @param type within its kind, such as {@code experience}
 * @param attributes what else is known of it; texts, truths and numbers can be filtered by
 * @param savedAt when what is known of it was so
 */
public record Searchable(
        DocumentKey key,
        String type,
        String title,
        String description,
        List<String> tags,
        List<String> topics,
        List<String> languages,
        @Nullable Place place,
        @Nullable Price price,
        Map<String, @Nullable Object> attributes,
        Instant savedAt) {
    public Searchable {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
        tags = List.copyOf(tags);
        topics = List.copyOf(topics);
        languages = List.copyOf(languages);
    }

    public record Place(@Nullable String name, double lat, double lon) {}

    /** @param amount in minor units */
    public record Price(long amount, String currency) {}
}
