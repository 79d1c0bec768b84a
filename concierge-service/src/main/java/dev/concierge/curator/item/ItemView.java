package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param creator who saved it first: the kind of the caller and its name */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemView(
        UUID itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        List<String> topics,
        List<String> languages,
        List<String> media,
        ItemDetails.@Nullable Place place,
        ItemDetails.@Nullable Price price,
        Visibility visibility,
        List<String> sharedWith,
        @Nullable String owner,
        @Nullable Capacity capacity,
        String creator,
        @Nullable Instant availableFrom,
        @Nullable Instant availableUntil,
        Instant savedAt) {
    static ItemView of(Item item) {
        ItemDetails details = item.details();
        return new ItemView(
                item.id().value(),
                details.type(),
                details.title(),
                Objects.requireNonNull(details.description()),
                Objects.requireNonNull(details.tags()),
                Objects.requireNonNull(details.attributes()),
                Objects.requireNonNull(details.topics()),
                Objects.requireNonNull(details.languages()),
                Objects.requireNonNull(details.media()),
                details.place(),
                details.price(),
                Objects.requireNonNull(details.visibility()),
                Objects.requireNonNull(details.sharedWith()),
                details.owner(),
                details.capacity(),
                item.creator(),
                details.availableFrom(),
                details.availableUntil(),
                item.savedAt());
    }
}
