package dev.concierge.resource.resource;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import dev.concierge.resource.type.ResourceType;
import dev.concierge.resource.type.ResourceTypes;
import dev.concierge.resource.type.TypeChanged;
import dev.concierge.resource.type.TypeSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets what can be found of a type's resources follow its schema, some resources per transaction. */
@Component
class PublishType implements EffectHandler<TypeChanged> {
    private static final Logger log = LoggerFactory.getLogger(PublishType.class);
    private static final int BATCH = 200;

    private final Directory directory;
    private final Shards shards;
    private final ResourceTypes types;
    private final ResourceJson json;
    private final PublishResources publish;
    private final Clock clock;

    PublishType(
            Directory directory,
            Shards shards,
            ResourceTypes types,
            ResourceJson json,
            PublishResources publish,
            Clock clock) {
        this.directory = directory;
        this.shards = shards;
        this.types = types;
        this.json = json;
        this.publish = publish;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TypeChanged.KIND;
    }

    @Override
    public Class<TypeChanged> payloadType() {
        return TypeChanged.class;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(7);
    }

    @Override
    public Completion perform(RequestedEffect<TypeChanged> effect) {
        BusinessId business = new BusinessId(effect.payload().businessId());
        ResourceType type = new ResourceType(effect.payload().resourceType());
        Optional<ShardId> home = directory.shardOf(business);
        if (home.isPresent()) {
            Shard shard = shards.get(home.get());
            @Nullable ResourceKey after = null;
            do {
                @Nullable ResourceKey from = after;
                after = shard.asTenant(business.value(), () -> page(shard, business, type, from));
            } while (after != null);
        }
        return () -> log.info("What can be found of {} {} follows its schema", business, type);
    }

    @Override
    public void onGivenUp(RequestedEffect<TypeChanged> effect, String cause) {
        log.error("What can be found of {} does not follow its schema: {}; put it again", effect.payload(), cause);
    }

    /** The last one looked at; null at the end. Their rows are locked, so a writer's message comes before or after. */
    private @Nullable ResourceKey page(
            Shard shard, BusinessId business, ResourceType type, @Nullable ResourceKey after) {
        ResourceRows rows = new ResourceRows(shard.jdbc(), json, business);
        RoundTrip trip = shard.roundTrip();
        Supplier<Map<ResourceType, TypeSchema>> schemas = types.schemas(trip, business, List.of(type));
        trip.run();
        @Nullable TypeSchema schema = schemas.get().get(type);
        List<Resource> resources = rows.lockOfType(type, after, BATCH);
        List<PublishResources.Published> published = resources.stream()
                .map(resource -> publish.publish(resource, resource.isFound(), schema, clock.instant()))
                .toList();
        shard.send(published.stream().flatMap(each -> each.message().stream()).toList());
        rows.markFound(
                published.stream().map(PublishResources.Published::resource).toList());
        return resources.size() < BATCH ? null : resources.getLast().key();
    }
}
