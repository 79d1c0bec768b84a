package dev.concierge.resource.erasure;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.resource.booking.EraseBookings;
import dev.concierge.resource.directory.ChangeTenants;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.EraseRequested;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.resource.EraseResources;
import dev.concierge.resource.shard.Fence;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases once the writes under way are over; what fails or is not over yet is tried again. */
@Component
class EraseTenant implements EffectHandler<EraseRequested> {
    private static final Logger log = LoggerFactory.getLogger(EraseTenant.class);

    private final Directory directory;
    private final ChangeTenants tenants;
    private final EraseResources resources;
    private final EraseBookings bookings;
    private final ForgetOperations operations;
    private final Shards shards;

    EraseTenant(
            Directory directory,
            ChangeTenants tenants,
            EraseResources resources,
            EraseBookings bookings,
            ForgetOperations operations,
            Shards shards) {
        this.directory = directory;
        this.tenants = tenants;
        this.resources = resources;
        this.bookings = bookings;
        this.operations = operations;
        this.shards = shards;
    }

    @Override
    public String kind() {
        return EraseRequested.KIND;
    }

    @Override
    public Class<EraseRequested> payloadType() {
        return EraseRequested.class;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Duration patience() {
        return Duration.ofDays(30);
    }

    @Override
    public Completion perform(RequestedEffect<EraseRequested> effect) {
        EraseRequested erase = effect.payload();
        Optional<ShardId> home = directory.shardOf(erase.business());
        if (home.isEmpty()) {
            return () -> log.info("Business {} was erased already", erase.businessId());
        }
        Shard shard = shards.get(home.get());
        Fence.close(shard, erase.businessId(), Objects.requireNonNullElse(erase.locationId(), ""));
        bookings.erase(
                shard, erase.business(), erase.place().map(Place::location).orElse(null));
        if (!resources.isDone(
                shard, erase.business(), erase.place().map(Place::location).orElse(null))) {
            throw new NotYet("changes of " + erase.businessId() + " are still to be announced");
        }
        operations.forget(erase);
        return () -> tenants.forgetErased(erase);
    }

    @Override
    public void onGivenUp(RequestedEffect<EraseRequested> effect, String cause) {
        log.error(
                "Business {} is not erased: {}; ask for it again",
                effect.payload().businessId(),
                cause);
    }

    /** Tried again after a moment. */
    private static final class NotYet extends RuntimeException {
        NotYet(String why) {
            super(why);
        }
    }
}
