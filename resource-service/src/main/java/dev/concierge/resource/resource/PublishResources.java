package dev.concierge.resource.resource;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.search.FoundResource;
import dev.concierge.resource.search.Items;
import dev.concierge.resource.type.SearchableFields.Found;
import dev.concierge.resource.type.TypeSchema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of resources what their type's schema opens to search, and of what was found before that it is no more. */
@Component
class PublishResources {
    private final Items items;

    PublishResources(Items items) {
        this.items = items;
    }

    /** @param wasFound before this change */
    Published publish(Resource resource, boolean wasFound, @Nullable TypeSchema schema, Instant at) {
        Found found = schema == null || resource.data() == null
                ? null
                : schema.searchable().in(resource.data());
        if (found != null) {
            return new Published(resource.found(true), Optional.of(items.saved(item(resource.key()), found, at)));
        }
        return new Published(
                resource.found(false), wasFound ? Optional.of(gone(resource.key(), at)) : Optional.empty());
    }

    OutgoingMessage gone(ResourceKey key, Instant at) {
        return items.deleted(item(key), at);
    }

    private static FoundResource item(ResourceKey key) {
        Place place = key.place();
        return new FoundResource(
                place.business().value(),
                place.location().value(),
                key.type().value(),
                key.id().value());
    }

    record Published(Resource resource, Optional<OutgoingMessage> message) {}
}
