package dev.concierge.curator.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param itemId within its kind
 * @param score the sum of its parts
 * @param why the fields that hold words of the query
 * @param parts what speaks for it, in words and points
 * @param highlights by field, where those words stand
 * @param asOf when all this was so: what is available may have changed since
 * @param availability when it was asked to be verified
 */
public record FoundItem(
        @Nullable String kind,
        String itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        @Nullable List<String> topics,
        @Nullable Place place,
        @Nullable Price price,
        @Nullable Map<String, @Nullable Object> attributes,
        double score,
        List<String> why,
        @Nullable List<Part> parts,
        @Nullable Map<String, Highlight> highlights,
        @Nullable Instant asOf,
        @Nullable Availability availability) {
    public record Place(@Nullable String name, double lat, double lon) {}

    /** @param amount in minor units */
    public record Price(long amount, String currency) {}

    public record Part(String signal, String says, double points) {}

    /** @param marks starts and ends in UTF-16 units */
    public record Highlight(String text, List<Mark> marks) {}

    public record Mark(int start, int end) {}

    /** @param state VERIFIED, CHANGED or UNKNOWN */
    public record Availability(String state, @Nullable Instant asOf, String says) {}
}
