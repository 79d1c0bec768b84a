package dev.concierge.resource.offer;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Directory;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.OpenTimes;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.tenant.RequestHash;
import dev.concierge.resource.tenant.TenantTransactions;
import dev.concierge.resource.unit.Unit;
import dev.concierge.resource.unit.UnitId;
import dev.concierge.resource.unit.Units;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds offers, changes them and takes them away. */
@Component
class SaveOffers {
    private final TenantTransactions tenants;
    private final Directory directory;
    private final Offers offers;
    private final Units units;
    private final RequestHash hash;
    private final Ids ids;
    private final Clock clock;

    SaveOffers(
            TenantTransactions tenants,
            Directory directory,
            Offers offers,
            Units units,
            RequestHash hash,
            Ids ids,
            Clock clock) {
        this.tenants = tenants;
        this.directory = directory;
        this.offers = offers;
        this.units = units;
        this.hash = hash;
        this.ids = ids;
        this.clock = clock;
    }

    Added add(CreateOffer body, String caller, @Nullable String key) {
        body.terms().check("/terms");
        Place place = new Place(new BusinessId(body.businessId()), new LocationId(body.locationId()));
        UUID id = key == null ? ids.next() : RequestHash.id(caller, key, body.businessId());
        byte[] request = hash.of(body);
        return tenants.write(place, shard -> {
            requireUnits(shard, place, body.terms());
            Instant now = clock.instant();
            ZoneId zone = body.zone() == null ? directory.find(place).zone() : body.zone();
            Offer offer = new Offer(
                    new OfferId(place.business(), id),
                    place,
                    body.terms(),
                    new OpenTimes(body.terms().opening(), zone),
                    1,
                    now,
                    now);
            if (offers.add(shard, offer, request)) {
                return new Added(offer, false);
            }
            if (!offers.isOf(shard, offer.id(), request)) {
                throw new KeyReused(String.valueOf(key));
            }
            return new Added(offers.find(shard, offer.id()).orElseThrow(), true);
        });
    }

    Offer change(OfferId id, ChangeOffer body, Precondition precondition) {
        body.terms().check("/terms");
        Offer known =
                tenants.read(id.business(), shard -> offers.find(shard, id)).orElseThrow(() -> new OfferNotFound(id));
        return tenants.write(known.place(), shard -> {
            Offer before = offers.lock(shard, id).orElseThrow(() -> new OfferNotFound(id));
            precondition.check(OfferView.of(before));
            requireUnits(shard, before.place(), body.terms());
            return offers.change(
                    shard,
                    id,
                    Objects.requireNonNullElse(body.zone(), before.openTimes().zone()),
                    body.terms(),
                    clock.instant());
        });
    }

    void remove(OfferId id, Precondition precondition) {
        boolean _ = tenants.finish(id.business(), shard -> {
            precondition.check(OfferView.of(offers.lock(shard, id).orElseThrow(() -> new OfferNotFound(id))));
            return offers.remove(shard, id);
        });
    }

    /** @throws InvalidInput when it needs what is not there */
    void requireUnits(Shard shard, Place place, OfferTerms terms) {
        Map<UnitId, Unit> there = units.find(shard, place, terms.units()).stream()
                .collect(Collectors.toMap(Unit::id, Function.identity()));
        for (int i = 0; i < terms.requires().size(); i++) {
            List<UnitId> some = terms.requires().get(i).units();
            for (int j = 0; j < some.size(); j++) {
                if (!there.containsKey(some.get(j))) {
                    throw new InvalidInput(
                            "/terms/requires/" + i + "/anyOf/" + j, some.get(j), "a unit of location " + place);
                }
            }
        }
    }

    record Added(Offer offer, boolean replayed) {}

    /** The key was used for something else. */
    private static final class KeyReused extends Fact {
        KeyReused(String key) {
            super(
                    Kind.UNPROCESSABLE,
                    "idempotency-key-reused",
                    "Idempotency-Key " + key + " was used for another request.");
        }
    }
}
