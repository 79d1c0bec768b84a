package dev.concierge.search.query;

import dev.concierge.search.availability.AvailabilityView;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.Found;
import dev.concierge.search.text.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param itemId within its kind
 * @param score the sum of its parts; compares within one answer only
 * @param why the fields that hold words of the question
 * @param parts what speaks for it
 * @param highlights by field, with the places of those words
 * @param asOf when what is said here was so: what is available may have changed since
 * @param availability null unless it was asked to be verified
 */
record HitView(
        String kind,
        String itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        List<String> topics,
        Searchable.@Nullable Place place,
        Searchable.@Nullable Price price,
        Map<String, @Nullable Object> attributes,
        double score,
        List<String> why,
        List<PartView> parts,
        Map<String, Marks> highlights,
        Instant asOf,
        @Nullable AvailabilityView availability) {

    /**
     * @param signal such as {@code words} or {@code distance}
     * @param says in words
     */
    record PartView(String signal, String says, double points) {}

    static HitView of(Found found, List<PartView> parts, @Nullable AvailabilityView availability) {
        Searchable document = found.document();
        return new HitView(
                document.key().kind().wireName(),
                document.key().id(),
                document.type(),
                document.title(),
                document.description(),
                document.tags(),
                document.topics(),
                document.place(),
                document.price(),
                document.attributes(),
                parts.stream().mapToDouble(PartView::points).sum(),
                found.marks().keySet().stream().sorted().toList(),
                parts,
                found.marks(),
                document.savedAt(),
                availability);
    }
}
