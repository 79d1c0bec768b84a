package dev.concierge.resource.type;

import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.BusinessNotFound;
import dev.concierge.resource.shard.Fence;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.type.ResourceTypes.StoredType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Gives a type its schema or takes it away; what can be found of its resources follows. */
@Component
class DescribeType {
    private final ResourceTypes types;
    private final Effects effects;
    private final Ids ids;

    DescribeType(ResourceTypes types, Effects effects, Ids ids) {
        this.types = types;
        this.effects = effects;
        this.ids = ids;
    }

    /** The shard's transaction ends first: when the service's own fails after it, the caller is told and asks again. */
    @Transactional
    StoredType describe(Shard shard, BusinessId business, ResourceType type, JsonNode schema) {
        TypeSchema described = TypeSchema.of(schema);
        return shard.asTenant(business.value(), () -> {
            RoundTrip trip = shard.roundTrip();
            Supplier<List<String>> erased = Fence.enter(trip, business.value());
            trip.run();
            if (Fence.isErased(erased.get(), "")) {
                throw new BusinessNotFound(business.value());
            }
            boolean follows = !described.searchable().isEmpty() || isSearchable(shard, business, type);
            StoredType saved = types.save(shard, business, type, schema);
            if (follows) {
                follow(business, type);
            }
            return saved;
        });
    }

    /** Whether it had one. */
    @Transactional
    boolean open(Shard shard, BusinessId business, ResourceType type) {
        return shard.asTenant(business.value(), () -> {
            if (isSearchable(shard, business, type)) {
                follow(business, type);
            }
            return types.remove(shard, business, type);
        });
    }

    private boolean isSearchable(Shard shard, BusinessId business, ResourceType type) {
        Optional<StoredType> before = types.find(shard, business, type);
        return before.isPresent()
                && !TypeSchema.of(before.get().schema()).searchable().isEmpty();
    }

    private void follow(BusinessId business, ResourceType type) {
        effects.request(
                ids.next(), TypeChanged.KIND, business.value(), new TypeChanged(business.value(), type.value()));
    }
}
