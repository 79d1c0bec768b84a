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
import dev.concierge.resource.resource.ApplyOperations;
import dev.concierge.resource.resource.Operation;
import dev.concierge.resource.resource.Outcome;
import dev.concierge.resource.resource.ResourceKey;
import dev.concierge.resource.resource.Verb;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.tenant.RequestHash;
import dev.concierge.resource.tenant.TenantTransactions;
import dev.concierge.resource.type.ResourceType;
import dev.concierge.resource.type.ResourceTypes;
import dev.concierge.resource.unit.Unit;
import dev.concierge.resource.unit.UnitId;
import dev.concierge.resource.unit.Units;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes what a job of another service needs, in one transaction, once; takes back what was made for it, whether it ever was.
 */
@Component
class FulfilRequest {
    private final TenantTransactions tenants;
    private final Directory directory;
    private final Offers offers;
    private final OfferRequests requests;
    private final SaveOffers save;
    private final Units units;
    private final ApplyOperations resources;
    private final ResourceTypes types;
    private final RequestHash hash;
    private final JsonMapper json;
    private final Clock clock;

    FulfilRequest(
            TenantTransactions tenants,
            Directory directory,
            Offers offers,
            OfferRequests requests,
            SaveOffers save,
            Units units,
            ApplyOperations resources,
            ResourceTypes types,
            RequestHash hash,
            JsonMapper json,
            Clock clock) {
        this.tenants = tenants;
        this.directory = directory;
        this.offers = offers;
        this.requests = requests;
        this.save = save;
        this.units = units;
        this.resources = resources;
        this.types = types;
        this.hash = hash;
        this.json = json;
        this.clock = clock;
    }

    /** The offer, which nobody can book yet unless it was activated meanwhile. */
    Offer make(BusinessId business, UUID id, OfferRequest body) {
        body.check();
        Place place = new Place(business, new LocationId(body.locationId()));
        ZoneId zone =
                Objects.requireNonNullElse(body.zone(), directory.find(place).zone());
        byte[] asked = hash.of(body);
        return tenants.write(place, shard -> {
            Optional<OfferRequests.Made> earlier = requests.lock(shard, business, id);
            return earlier.isPresent()
                    ? repeated(shard, earlier.get(), asked)
                    : made(shard, place, id, body, zone, asked);
        });
    }

    private Offer repeated(Shard shard, OfferRequests.Made earlier, byte[] asked) {
        if (earlier.isWithdrawn()) {
            throw new RequestWithdrawn(earlier.id());
        }
        if (!Arrays.equals(earlier.hash(), asked)) {
            throw new RequestDiffers(earlier.id());
        }
        return offers.find(shard, earlier.offer()).orElseThrow(() -> new OfferNotFound(earlier.offer()));
    }

    private Offer made(Shard shard, Place place, UUID id, OfferRequest body, ZoneId zone, byte[] asked) {
        List<UnitId> newUnits = addUnits(shard, place, body);
        List<ResourceKey> newResources = addResources(shard, place, id, body);
        save.requireUnits(shard, place, body.terms());
        OfferId offer = new OfferId(place.business(), Ids.derived(id, "offer of " + place.business()));
        OfferTerms terms = body.terms().with(false);
        Instant now = clock.instant();
        Offer made = new Offer(offer, place, terms, new OpenTimes(terms.opening(), zone), 1, now, now);
        if (!requests.add(shard, new OfferRequests.Made(place, id, offer, newUnits, newResources, asked, false), now)
                || !offers.add(shard, made, asked)) {
            throw new ConcurrencyFailureException("the same was asked for by somebody else meanwhile");
        }
        return made;
    }

    private List<UnitId> addUnits(Shard shard, Place place, OfferRequest body) {
        List<OfferRequest.NeededUnit> needed = Objects.requireNonNull(body.units());
        List<UnitId> asked =
                needed.stream().map(unit -> new UnitId(unit.unitId())).toList();
        Map<UnitId, Unit> there = new HashMap<>();
        units.find(shard, place, asked).forEach(unit -> there.put(unit.id(), unit));
        List<UnitId> added = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            OfferRequest.NeededUnit unit = needed.get(i);
            UnitId unitId = asked.get(i);
            Unit present = there.get(unitId);
            if (present == null) {
                Unit made = new Unit(unitId, unit.name(), unit.capacity(), 1, clock.instant());
                if (!units.add(shard, place, made)) {
                    throw new ConcurrencyFailureException("the unit was added by somebody else meanwhile");
                }
                there.put(unitId, made);
                added.add(unitId);
            } else if (body.isOfGuest() && !added.contains(unitId)) {
                // seen in this transaction: of two who bring the same unit one has it
                throw new InvalidInput(
                        "/units/" + i + "/unitId",
                        unit.unitId(),
                        "a unit that comes with the request: this one is there already");
            } else if (present.capacity() != unit.capacity()) {
                throw new InvalidInput(
                        "/units/" + i + "/capacity",
                        unit.capacity(),
                        present.capacity() + ", as the unit is there already");
            }
        }
        return added;
    }

    private List<ResourceKey> addResources(Shard shard, Place place, UUID id, OfferRequest body) {
        List<OfferRequest.NeededResource> needed = Objects.requireNonNull(body.resources());
        if (body.isOfGuest()) {
            requireUndescribed(shard, place.business(), needed);
        }
        List<Operation> operations = IntStream.range(0, needed.size())
                .mapToObj(i -> new Operation(
                        id + "-" + i,
                        place,
                        new ResourceType(needed.get(i).type()),
                        null,
                        Verb.CREATE,
                        "/resources/" + i + "/data",
                        json.valueToTree(needed.get(i).data()),
                        Precondition.NONE))
                .toList();
        return applied(shard, place.business(), operations);
    }

    /** What a business has described is what it keeps itself, and shows in the search as its own. */
    private void requireUndescribed(Shard shard, BusinessId business, List<OfferRequest.NeededResource> needed) {
        for (int i = 0; i < needed.size(); i++) {
            ResourceType type = new ResourceType(needed.get(i).type());
            if (types.isDescribed(shard, business, type)) {
                throw new InvalidInput(
                        "/resources/" + i + "/type",
                        type.value(),
                        "a type that is the guest's to bring: the business keeps this one");
            }
        }
    }

    private List<ResourceKey> applied(Shard shard, BusinessId business, List<Operation> operations) {
        return operations.isEmpty()
                ? List.of()
                : resources.apply(shard, business, operations).stream()
                        .map(outcome -> switch (outcome) {
                            case Outcome.Applied applied -> applied.key();
                            case Outcome.Refused refused -> throw refused.fact();
                            case Outcome.RefusedBefore before ->
                                throw new ConcurrencyFailureException(before.key() + " was refused before");
                        })
                        .toList();
    }

    /** From now on it can be booked. */
    Offer activate(BusinessId business, UUID id) {
        Place place = tenants.read(business, shard -> requests.lock(shard, business, id))
                .orElseThrow(() -> new RequestNotFound(id))
                .place();
        return tenants.write(place, shard -> {
            OfferRequests.Made made = requests.lock(shard, business, id).orElseThrow(() -> new RequestNotFound(id));
            if (made.isWithdrawn()) {
                throw new RequestWithdrawn(id);
            }
            Offer offer = offers.lock(shard, made.offer()).orElseThrow(() -> new OfferNotFound(made.offer()));
            return offer.terms().isActive()
                    ? offer
                    : offers.change(
                            shard,
                            made.offer(),
                            offer.openTimes().zone(),
                            offer.terms().with(true),
                            clock.instant());
        });
    }

    /** Takes back what was made for it and for nobody else, and lets no call that comes later make it. */
    void withdraw(BusinessId business, UUID id) {
        boolean _ = tenants.finish(business, shard -> {
            Optional<OfferRequests.Made> made = requests.lock(shard, business, id);
            if (made.isEmpty()) {
                mark(shard, business, id);
            } else if (!made.get().isWithdrawn()) {
                takeBack(shard, made.get());
            }
            return true;
        });
    }

    private void mark(Shard shard, BusinessId business, UUID id) {
        Place nowhere = new Place(business, new LocationId("none"));
        OfferId none = new OfferId(business, id);
        OfferRequests.Made marked = new OfferRequests.Made(nowhere, id, none, List.of(), List.of(), null, true);
        if (!requests.add(shard, marked, clock.instant())) {
            throw new ConcurrencyFailureException("the request came meanwhile");
        }
    }

    private void takeBack(Shard shard, OfferRequests.Made made) {
        boolean _ = offers.remove(shard, made.offer());
        if (!made.resources().isEmpty()) {
            // one that somebody has deleted already is refused, and that is as good
            List<Outcome> _ = resources.apply(
                    shard,
                    made.place().business(),
                    made.resources().stream()
                            .map(key -> new Operation(
                                    made.id() + "-withdrawn-" + key.id(),
                                    key.place(),
                                    key.type(),
                                    key.id(),
                                    Verb.DELETE,
                                    "",
                                    null,
                                    Precondition.NONE))
                            .toList());
        }
        made.units().forEach(unit -> units.removeUnneeded(shard, made.place(), unit));
        requests.withdraw(shard, made.place().business(), made.id(), clock.instant());
    }

    private static final class RequestNotFound extends Fact {
        RequestNotFound(UUID id) {
            super(Kind.NOT_FOUND, "offer-request-not-found", "Nothing was made at request " + id + ".");
        }
    }

    private static final class RequestWithdrawn extends Fact {
        RequestWithdrawn(UUID id) {
            super(Kind.CONFLICT, "offer-request-withdrawn", "Request " + id + " was withdrawn.");
        }
    }

    private static final class RequestDiffers extends Fact {
        RequestDiffers(UUID id) {
            super(Kind.UNPROCESSABLE, "offer-request-differs", "Request " + id + " came before with another content.");
        }
    }
}
