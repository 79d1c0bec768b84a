package dev.concierge.resource.tenant;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.BusinessNotFound;
import dev.concierge.resource.directory.Closed;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.Fence;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Runs work in a tenant's shard, as that tenant, and again where somebody else did the same meanwhile. */
@Component
public class TenantTransactions {
    private static final int ATTEMPTS = 5;

    private final Directory directory;
    private final Shards shards;

    TenantTransactions(Directory directory, Shards shards) {
        this.directory = directory;
        this.shards = shards;
    }

    /** At a place that takes writes; it is not erased while the transaction lasts. */
    public <T extends @Nullable Object> T write(Place place, Function<Shard, T> work) {
        Shard shard = shards.get(directory.openForWriting(place).shard());
        return repeated(() -> shard.asTenant(place.business().value(), () -> {
            List<String> erased = entered(shard, place.business());
            if (Fence.isErased(erased, place.location().value())) {
                throw new Closed(place);
            }
            return work.apply(shard);
        }));
    }

    /** What was begun may end though the place is closed by now; it is not erased while the transaction lasts. */
    public <T extends @Nullable Object> T finish(BusinessId business, Function<Shard, T> work) {
        Shard shard = home(business);
        return repeated(() -> shard.asTenant(business.value(), () -> {
            if (Fence.isErased(entered(shard, business), "")) {
                throw new BusinessNotFound(business.value());
            }
            return work.apply(shard);
        }));
    }

    public <T extends @Nullable Object> T read(BusinessId business, Function<Shard, T> work) {
        Shard shard = home(business);
        return shard.asTenant(business.value(), () -> work.apply(shard));
    }

    private Shard home(BusinessId business) {
        return shards.get(directory.shardOf(business).orElseThrow(() -> new BusinessNotFound(business.value())));
    }

    private static List<String> entered(Shard shard, BusinessId business) {
        RoundTrip trip = shard.roundTrip();
        Supplier<List<String>> erased = Fence.enter(trip, business.value());
        trip.run();
        return erased.get();
    }

    private static <T extends @Nullable Object> T repeated(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (ConcurrencyFailureException meanwhile) {
                if (attempt == ATTEMPTS) {
                    throw meanwhile;
                }
            }
        }
    }
}
