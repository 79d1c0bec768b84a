package dev.concierge.resource.directory;

import dev.concierge.platform.problem.Fact;
import dev.concierge.resource.shard.ShardId;
import dev.concierge.resource.shard.Shards;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds businesses and their locations, each under a name that nothing else joins to. */
@Component
class AddTenants {
    private static final ZoneId UTC = Zones.parsed("UTC");

    private final Businesses businesses;
    private final Locations locations;
    private final ChannelNames names;
    private final Shards shards;
    private final Clock clock;

    AddTenants(Businesses businesses, Locations locations, ChannelNames names, Shards shards, Clock clock) {
        this.businesses = businesses;
        this.locations = locations;
        this.names = names;
        this.shards = shards;
        this.clock = clock;
    }

    @Transactional
    public void add(BusinessId id, String name, ZoneId zone) {
        if (!added(id, name, zone)) {
            throw new BusinessExists(id);
        }
    }

    @Transactional
    public void add(Place place, String name, ZoneId zone) {
        if (!added(place, name, zone)) {
            throw new LocationExists(place);
        }
    }

    /** Adds what is missing of a place that a first write names, under its ids; what is there stays as it is. */
    @Transactional
    public void addMissing(Place place) {
        boolean _ = added(place.business(), place.business().value(), UTC);
        boolean _ = added(place, place.location().value(), UTC);
    }

    private boolean added(BusinessId id, String name, ZoneId zone) {
        String shard = shardFor(id).value();
        boolean isNew = businesses.add(id.value(), name, zone.getId(), shard, clock.instant()) == 1;
        if (isNew && names.claim(id.value(), id.value(), null) == 0) {
            throw new NameTaken(id.value());
        }
        return isNew;
    }

    private boolean added(Place place, String name, ZoneId zone) {
        boolean isNew =
                locations.add(place.business().value(), place.location().value(), name, zone.getId(), clock.instant())
                        == 1;
        if (isNew
                && names.claim(
                                place.joined(),
                                place.business().value(),
                                place.location().value())
                        == 0) {
            throw new NameTaken(place.joined());
        }
        return isNew;
    }

    private ShardId shardFor(BusinessId id) {
        return shards.ranked(id.value()).stream()
                .filter(shard -> businesses.countByShard(shard.value()) < shards.capacity(shard))
                .findFirst()
                .orElseThrow(ShardsFull::new);
    }

    private static final class BusinessExists extends Fact {
        BusinessExists(BusinessId business) {
            super(Kind.CONFLICT, "business-exists", "There is a business " + business + " already.");
        }
    }

    /** No shard takes another business. */
    private static final class ShardsFull extends Fact {
        ShardsFull() {
            super(Kind.UNAVAILABLE, "shards-full", "No shard takes another business (expected: capacity for one).");
        }
    }

    private static final class LocationExists extends Fact {
        LocationExists(Place place) {
            super(
                    Kind.CONFLICT,
                    "location-exists",
                    "Business " + place.business() + " has a location " + place.location() + " already.");
        }
    }

    /** The name would mean two things in paths and channels; whose it is already is not told. */
    private static final class NameTaken extends Fact {
        NameTaken(String name) {
            super(
                    Kind.CONFLICT,
                    "name-taken",
                    "The name " + name + " is in use (expected: ids that join to a name of their own).");
        }
    }
}
