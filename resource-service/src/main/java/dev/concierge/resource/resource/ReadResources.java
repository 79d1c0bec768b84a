package dev.concierge.resource.resource;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.resource.ResourceRows.Mark;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import dev.concierge.resource.shared.SharedReads;
import dev.concierge.resource.type.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReadResources {
    private final Directory directory;
    private final Shards shards;
    private final SharedReads shared;
    private final ResourceJson json;

    ReadResources(Directory directory, Shards shards, SharedReads shared, ResourceJson json) {
        this.directory = directory;
        this.shards = shards;
        this.shared = shared;
        this.json = json;
    }

    Found find(ResourceKey key) {
        Shard shard = shard(key.place());
        String business = key.place().business().value();
        return new Found(
                shard.id(),
                shared.find(
                                shard,
                                SharedResource.key(key),
                                new SharedResource(json, key),
                                () -> shard.asTenant(
                                        business, () -> rows(shard, key.place()).find(key)))
                        .orElseThrow(() -> new ResourceNotFound(key)));
    }

    /** @param wanted plain members of the data and their values */
    Page<Resource> page(Place place, @Nullable ResourceType type, Map<String, String> wanted, PageRequest page) {
        Shard shard = shard(place);
        Mark given = page.after(2, values -> new Mark(values.getFirst(), values.getLast()));
        Mark after = given == null ? Mark.START : given;
        String filter = json.filter(wanted);
        return Page.of(
                shard.asTenant(
                        place.business().value(),
                        () -> rows(shard, place).page(place.location(), type, filter, after, page.limit())),
                page,
                last -> Cursor.of(last.key().type(), last.key().id()));
    }

    private Shard shard(Place place) {
        return shards.get(directory.find(place).shard());
    }

    private ResourceRows rows(Shard shard, Place place) {
        return new ResourceRows(shard.jdbc(), json, place.business());
    }

    /** A resource, and where it is. */
    record Found(ShardId shard, Resource resource) {}
}
