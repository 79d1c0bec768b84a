package dev.concierge.resource.resource;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody wants done, over REST or the stream.
 *
 * @param requestId unique within the business; the same id with the same content is the same operation
 * @param id null where a create leaves it to us
 * @param pointer where the data stands in the request, so that faults are named there
 * @param body the data of a create or update, the patch of a patch: an array is a JSON Patch, an object a merge patch;
 *     null for a delete
 */
public record Operation(
        String requestId,
        Place place,
        ResourceType type,
        @Nullable ResourceId id,
        Verb verb,
        String pointer,
        @Nullable JsonNode body,
        Precondition precondition) {
    private static final UUID CREATED = new UUID(0x636f6e6369657267L, 0x9000000000000010L);

    /** A create without an id gets the same one whenever it is repeated. */
    ResourceKey key() {
        return new ResourceKey(place, type, id == null ? derivedId() : id);
    }

    private ResourceId derivedId() {
        return new ResourceId(
                Ids.derived(CREATED, place.business() + " " + requestId).toString());
    }
}
