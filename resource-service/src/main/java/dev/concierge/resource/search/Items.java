package dev.concierge.resource.search;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.resource.type.SearchableFields.Found;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The messages of topic {@code items}; an index needs no whole books, so texts are cut. */
@Component
public class Items {
    private static final String TOPIC = "items";
    private static final int MOST_TITLE = 200;
    private static final int MOST_TEXT = 10_000;
    private static final int MOST_VALUE = 500;
    private static final int MOST = 50;

    private final Ids ids;

    Items(Ids ids) {
        this.ids = ids;
    }

    public OutgoingMessage saved(FoundResource resource, Found found, Instant at) {
        ItemSaved item = new ItemSaved(
                resource.itemId(),
                "resource",
                Texts.cut(found.title(), MOST_TITLE),
                Texts.cut(found.description(), MOST_TEXT),
                found.tags().stream()
                        .limit(MOST)
                        .map(tag -> Texts.cut(tag, MOST_VALUE))
                        .toList(),
                attributes(resource, found.attributes()),
                at);
        return new OutgoingMessage(ids.next(), TOPIC, item.itemId().toString(), "item.saved", item);
    }

    public OutgoingMessage deleted(FoundResource resource, Instant at) {
        UUID item = resource.itemId();
        return new OutgoingMessage(ids.next(), TOPIC, item.toString(), "item.deleted", new ItemDeleted(item, at));
    }

    /** The marked ones, and whose it is. */
    private static ObjectNode attributes(FoundResource resource, ObjectNode marked) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        marked.properties().stream().limit(MOST).forEach(attribute -> {
            JsonNode value = attribute.getValue();
            attributes.set(
                    attribute.getKey(),
                    value.isString()
                            ? JsonNodeFactory.instance.stringNode(Texts.cut(value.stringValue(), MOST_VALUE))
                            : value);
        });
        return attributes
                .put("businessId", resource.businessId())
                .put("locationId", resource.locationId())
                .put("resourceType", resource.resourceType())
                .put("resourceId", resource.resourceId());
    }

    record ItemSaved(
            UUID itemId,
            String type,
            String title,
            String description,
            List<String> tags,
            ObjectNode attributes,
            Instant savedAt) {}

    record ItemDeleted(UUID itemId, Instant deletedAt) {}
}
