package dev.concierge.resource.type;

import dev.concierge.platform.conditional.Precondition;
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
    StoredType describe(
            Shard shard, BusinessId business, ResourceType type, JsonNode schema, Precondition precondition) {
        TypeSchema described = TypeSchema.of(schema);
        return shard.asTenant(business.value(), () -> {
            RoundTrip trip = shard.roundTrip();
            Supplier<List<String>> erased = Fence.enter(trip, business.value());
            trip.run();
            if (Fence.isErased(erased.get(), "")) {
                throw new BusinessNotFound(business.value());
            }
            Optional<StoredType> before = types.lock(shard, business, type);
            before.map(TypeView::of).ifPresentOrElse(precondition::check, precondition::checkAbsent);
            boolean follows = !described.searchable().isEmpty()
                    || before.filter(DescribeType::isSearchable).isPresent();
            StoredType saved = types.save(shard, business, type, schema);
            if (follows) {
                follow(business, type);
            }
            return saved;
        });
    }

    /** @throws TypeNotFound when it has none */
    @Transactional
    void open(Shard shard, BusinessId business, ResourceType type, Precondition precondition) {
        boolean _ = shard.asTenant(business.value(), () -> {
            StoredType before = types.lock(shard, business, type).orElseThrow(() -> new TypeNotFound(business, type));
            precondition.check(TypeView.of(before));
            if (isSearchable(before)) {
                follow(business, type);
            }
            types.remove(shard, business, type);
            return true;
        });
    }

    private static boolean isSearchable(StoredType type) {
        return !TypeSchema.of(type.schema()).searchable().isEmpty();
    }

    private void follow(BusinessId business, ResourceType type) {
        effects.request(
                ids.next(), TypeChanged.KIND, business.value(), new TypeChanged(business.value(), type.value()));
    }
}
