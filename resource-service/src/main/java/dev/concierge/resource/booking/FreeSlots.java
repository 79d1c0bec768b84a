package dev.concierge.resource.booking;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.availability.Busy;
import dev.concierge.resource.availability.Claim;
import dev.concierge.resource.availability.Claims;
import dev.concierge.resource.availability.Occupancies;
import dev.concierge.resource.availability.Slots;
import dev.concierge.resource.booking.Refusal.SlotTaken;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.Unit;
import dev.concierge.resource.unit.UnitId;
import dev.concierge.resource.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the slot that somebody wants under the locks of all units that it may take, so that it stays free until they are let go. */
@Component
class FreeSlots {
    private final Units units;
    private final Claims claims;
    private final Bookings bookings;

    FreeSlots(Units units, Claims claims, Bookings bookings) {
        this.units = units;
        this.claims = claims;
        this.bookings = bookings;
    }

    /**
     * What is held by nobody any more is given back by that.
     *
     * @param own whose claims do not stand in its way
     * @throws InvalidInput when the offer does not open then
     * @throws SlotTaken when it is not free
     */
    Found find(Shard shard, Offer offer, int party, Span wanted, Instant now, @Nullable UUID own) {
        Collection<UnitId> all = offer.terms().units();
        Span blocked =
                wanted.widened(offer.terms().bufferBefore(), offer.terms().bufferAfter());
        RoundTrip trip = shard.roundTrip();
        Supplier<List<Unit>> locked = units.lock(trip, offer.place(), all);
        Supplier<Set<UUID>> expired = claims.removeExpired(trip, offer.place(), all, now);
        Supplier<List<Claim>> taken = claims.during(trip, offer.place(), all, blocked, own);
        Supplier<List<Busy>> busy = claims.busy(trip, offer.place(), all, blocked);
        trip.run();
        bookings.expire(shard, offer.place().business(), expired.get(), now);
        Slots slots = new Slots(
                offer,
                party,
                Duration.between(wanted.from(), wanted.to()),
                now,
                Occupancies.of(locked.get(), taken.get(), busy.get()));
        return new Found(
                slots.at(wanted.from()).orElseThrow(() -> why(slots, wanted.from())),
                locked.get().stream().collect(Collectors.toMap(Unit::id, Function.identity())),
                taken.get());
    }

    private static RuntimeException why(Slots slots, Instant from) {
        return slots.isOffered(from)
                ? new SlotTaken(from)
                : new InvalidInput("/from", from, "a beginning that the offer has, in time and for so many people");
    }

    /** A free slot, the locked units by id, and what is taken of them meanwhile. */
    record Found(Slots.Slot slot, Map<UnitId, Unit> units, List<Claim> taken) {}
}
