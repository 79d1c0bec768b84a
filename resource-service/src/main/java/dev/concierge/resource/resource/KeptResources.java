package dev.concierge.resource.resource;

import dev.concierge.platform.cache.AnswerCache;
import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.cache.Answers;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import dev.concierge.resource.type.ResourceType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Resources by their ids: for a moment in this process, longer in Redis, each by its version, else read. */
@Component
class KeptResources {
    private static final int NEAR = 10_000;

    private final AnswerCache<Kept> cache;
    private final Directory directory;
    private final Shards shards;
    private final ResourceJson json;

    KeptResources(
            AnswerCaches caches, ResourceSettings settings, Directory directory, Shards shards, ResourceJson json) {
        this.directory = directory;
        this.shards = shards;
        this.json = json;
        this.cache = caches.of(
                "resource",
                new Answers<>(
                        Kept.class,
                        keys -> keys.stream().flatMap(key -> read(key).stream()).toList(),
                        Kept::key,
                        Kept::version),
                settings.remember(),
                NEAR);
    }

    Optional<Resource> find(ResourceKey key) {
        return cache.find(text(key))
                .map(kept -> new Resource(
                        key,
                        kept.version(),
                        json.readData(kept.data()),
                        kept.createdAt(),
                        kept.updatedAt(),
                        kept.isFound()));
    }

    /** In the transaction of the change: nothing older is answered after it. */
    void changed(ResourceKey key, long version) {
        cache.evict(text(key), version);
    }

    private Optional<Kept> read(String text) {
        ResourceKey key = key(text);
        Shard shard = shards.get(directory.find(key.place()).shard());
        BusinessId business = key.place().business();
        return shard.asTenant(
                        business.value(), () -> new ResourceRows(shard.jdbc(), json, business).find(key))
                .map(resource -> new Kept(
                        text,
                        resource.version(),
                        json.write(Objects.requireNonNull(resource.data())),
                        resource.createdAt(),
                        resource.updatedAt(),
                        resource.isFound()));
    }

    private static String text(ResourceKey key) {
        return Stream.of(
                        key.place().business().value(),
                        key.place().location().value(),
                        key.type().value(),
                        key.id().value())
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }

    private static ResourceKey key(String text) {
        List<String> parts = Stream.of(text.split("/", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        return new ResourceKey(
                new Place(new BusinessId(parts.get(0)), new LocationId(parts.get(1))),
                new ResourceType(parts.get(2)),
                new ResourceId(parts.get(3)));
    }

    /** @param data as text: its numbers keep their size */
    record Kept(String key, long version, String data, Instant createdAt, Instant updatedAt, boolean isFound) {}
}
