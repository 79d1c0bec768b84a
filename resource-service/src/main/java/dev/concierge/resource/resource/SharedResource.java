package dev.concierge.resource.resource;

import dev.concierge.platform.input.Times;
import dev.concierge.resource.shared.SharedReads;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A resource as pods share it: it says whose it is, and counts for nobody else. */
final class SharedResource implements SharedReads.Form<Resource> {
    private static final String KEY = "key";
    private static final String VERSION = "version";
    private static final String CREATED = "created";
    private static final String UPDATED = "updated";
    private static final String FOUND = "found";
    private static final String DATA = "data";

    private final ResourceJson json;
    private final ResourceKey asked;

    SharedResource(ResourceJson json, ResourceKey asked) {
        this.json = json;
        this.asked = asked;
    }

    /** None of its four parts can hold a slash. */
    static String key(ResourceKey key) {
        return key.place().business() + "/" + key.place().location() + "/" + key.type() + "/" + key.id();
    }

    static String key(Resource resource) {
        return key(resource.key());
    }

    @Override
    public long version(Resource resource) {
        return resource.version();
    }

    @Override
    public String write(Resource resource) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put(KEY, key(resource))
                .put(VERSION, resource.version())
                .put(CREATED, resource.createdAt().toString())
                .put(UPDATED, resource.updatedAt().toString())
                .put(FOUND, resource.isFound());
        return json.write(node.set(DATA, Objects.requireNonNull(resource.data())));
    }

    @Override
    public Optional<Resource> read(String text) {
        return json.object(text)
                .filter(node -> node.path(KEY).asString("").equals(key(asked)))
                .flatMap(this::resource);
    }

    private Optional<Resource> resource(ObjectNode node) {
        try {
            return node.get(DATA) instanceof ObjectNode data
                    ? Optional.of(new Resource(
                            asked,
                            node.path(VERSION).longValue(),
                            data,
                            Times.instant(node.path(CREATED).stringValue()),
                            Times.instant(node.path(UPDATED).stringValue()),
                            node.path(FOUND).booleanValue()))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException ofAnotherRelease) {
            return Optional.empty();
        }
    }
}
