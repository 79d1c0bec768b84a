package dev.concierge.search.feed;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Items that everyone may see; the topic keeps all of them. */
@Component
final class ItemFeed implements Feed {
    static final String TOPIC = "items";
    static final String SAVED = "item.saved";
    static final String DELETED = "item.deleted";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Kind kind() {
        return Kind.ITEM;
    }

    @Override
    public Optional<Change> read(ReceivedMessage message) {
        if (message.body().bytes() == null || message.type().equals(DELETED)) {
            return Optional.of(new Change.Remove(new DocumentKey(Kind.ITEM, message.key())));
        }
        return message.type().equals(SAVED)
                ? Optional.of(new Change.Put(message.as(Item.class).searchable()))
                : Optional.empty();
    }

    /** What we read of {@code item.saved}; what came later into the world is null in older messages. */
    record Item(
            String itemId,
            String type,
            String title,
            String description,
            List<String> tags,
            @Nullable Map<String, @Nullable Object> attributes,
            @Nullable List<String> topics,
            @Nullable List<String> languages,
            Searchable.@Nullable Place place,
            Searchable.@Nullable Price price,
            @Nullable Instant savedAt) {
        Searchable searchable() {
            return new Searchable(
                    new DocumentKey(Kind.ITEM, itemId),
                    type,
                    title,
                    description,
                    tags,
                    Objects.requireNonNullElse(topics, List.of()),
                    Objects.requireNonNullElse(languages, List.of()),
                    place,
                    price,
                    Objects.requireNonNullElse(attributes, Map.of()),
                    Objects.requireNonNullElse(savedAt, Instant.EPOCH));
        }
    }
}
