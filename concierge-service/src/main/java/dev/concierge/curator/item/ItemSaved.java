package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On the wire {@code item.saved}: all that can be searched for of an item that everyone may see. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemSaved(
        UUID itemId,
        String type,
        String title,
        String description,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        List<String> topics,
        List<String> languages,
        ItemDetails.@Nullable Place place,
        ItemDetails.@Nullable Price price,
        Instant savedAt) {
    static final String TYPE = "item.saved";

    static ItemSaved of(Item item) {
        ItemDetails details = item.details();
        return new ItemSaved(
                item.id().value(),
                details.type(),
                details.title(),
                Objects.requireNonNull(details.description()),
                Objects.requireNonNull(details.tags()),
                Objects.requireNonNull(details.attributes()),
                Objects.requireNonNull(details.topics()),
                Objects.requireNonNull(details.languages()),
                details.place(),
                details.price(),
                item.savedAt());
    }
}
