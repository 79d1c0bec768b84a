package dev.concierge.resource.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.resource.shard.ShardId;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Finds places and the shards of their tenants. */
@Component
@EnableConfigurationProperties(DirectorySettings.class)
public class Directory {
    private static final int PLACES = 10_000;

    private final Businesses businesses;
    private final Locations locations;
    private final ChannelNames names;
    private final AddTenants addTenants;
    private final DirectorySettings settings;
    private final Cache<Place, Placement> known;
    /** Given once and never to another: nothing of it becomes old. */
    private final Cache<String, Place> placesByName =
            Caffeine.newBuilder().maximumSize(PLACES).build();

    Directory(
            Businesses businesses,
            Locations locations,
            ChannelNames names,
            AddTenants addTenants,
            DirectorySettings settings) {
        this.businesses = businesses;
        this.locations = locations;
        this.names = names;
        this.addTenants = addTenants;
        this.settings = settings;
        this.known = Caffeine.newBuilder()
                .maximumSize(PLACES)
                .expireAfterWrite(settings.remember())
                .build();
    }

    /** What a joined name stands for, where it is a place's. */
    public Optional<Place> named(String joined) {
        Place known = placesByName.getIfPresent(joined);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Place> place = names.findById(joined).flatMap(ChannelName::place);
        place.ifPresent(found -> placesByName.put(joined, found));
        return place;
    }

    /** @throws LocationNotFound when there is no such place */
    public Placement find(Place place) {
        Placement placement = known.getIfPresent(place);
        return placement == null ? load(place).orElseThrow(() -> new LocationNotFound(place)) : placement;
    }

    /**
     * A place to write to; added by its first write where the directory is open.
     *
     * @throws LocationNotFound when there is no such place
     * @throws Closed when it takes no writes
     */
    public Placement openForWriting(Place place) {
        Placement placement = known.getIfPresent(place);
        if (placement == null) {
            placement = load(place).or(() -> added(place)).orElseThrow(() -> new LocationNotFound(place));
        }
        if (!placement.isOpen()) {
            throw new Closed(place);
        }
        return placement;
    }

    /** Whose place a key of the stream begins with: by the longest name, for ids may contain hyphens. */
    public Optional<Place> ofKey(String key) {
        return names.longestIn(key).flatMap(ChannelName::place);
    }

    /** Empty when there is no such business. */
    public Optional<ShardId> shardOf(BusinessId business) {
        return businesses.findById(business).map(Business::shard);
    }

    /** Those of the places that take bookings and writes; by one statement for those not known. */
    public Set<Place> open(Collection<Place> places) {
        Set<Place> open = new HashSet<>();
        Set<Place> unknown = new HashSet<>();
        for (Place place : places) {
            Placement placement = known.getIfPresent(place);
            if (placement == null) {
                unknown.add(place);
            } else if (placement.isOpen()) {
                open.add(place);
            }
        }
        if (!unknown.isEmpty()) {
            Map<BusinessId, Business> owners =
                    businesses.findByIdIn(unknown.stream().map(Place::business).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(Business::id, Function.identity()));
            locations.findByPlaceIn(unknown).forEach(location -> {
                Business owner = owners.get(location.place().business());
                if (owner != null) {
                    Placement placement = Placement.of(owner, location);
                    known.put(location.place(), placement);
                    if (placement.isOpen()) {
                        open.add(location.place());
                    }
                }
            });
        }
        return open;
    }

    /** Whether nothing of it is to be kept any more. */
    public boolean isErased(BusinessId business) {
        return businesses.findById(business).map(Business::isErasing).orElse(true);
    }

    void forget(BusinessId business) {
        known.asMap().keySet().removeIf(place -> place.business().equals(business));
    }

    private Optional<Placement> added(Place place) {
        if (!settings.open()) {
            return Optional.empty();
        }
        addTenants.addMissing(place);
        return load(place);
    }

    private Optional<Placement> load(Place place) {
        Optional<Placement> placement = businesses
                .findById(place.business())
                .flatMap(business -> locations.findById(place).map(location -> Placement.of(business, location)));
        placement.ifPresent(found -> known.put(place, found));
        return placement;
    }

    /**
     * Where a place's resources are.
     *
     * @param epoch rises with each move of the business
     * @param isOpen whether it takes writes
     */
    public record Placement(Place place, ShardId shard, long epoch, ZoneId zone, boolean isOpen) {
        static Placement of(Business business, Location location) {
            return new Placement(
                    location.place(),
                    business.shard(),
                    business.epoch(),
                    location.zone(),
                    business.isOpen() && location.isOpen());
        }
    }
}
