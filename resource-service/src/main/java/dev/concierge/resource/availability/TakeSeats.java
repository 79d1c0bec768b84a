package dev.concierge.resource.availability;

import dev.concierge.resource.availability.Seats.Seated;
import dev.concierge.resource.availability.Slots.Choice;
import dev.concierge.resource.availability.Slots.Slot;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.Unit;
import dev.concierge.resource.unit.UnitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what a booking takes; the units are locked, and the slot was found free in what they hold. */
@Component
public class TakeSeats {
    private final Claims claims;

    TakeSeats(Claims claims) {
        this.claims = claims;
    }

    /**
     * @param writes what has to be written, once it runs
     * @param units the locked ones, by id
     * @param taken what shares a moment with the slot, without the booking's own
     */
    public void take(
            Shard shard,
            RoundTrip writes,
            Place place,
            Map<UnitId, Unit> units,
            List<Claim> taken,
            Slot slot,
            UUID booking,
            @Nullable Instant expiresAt) {
        List<Claim> moved = new ArrayList<>();
        List<Claim> added = new ArrayList<>();
        for (Choice choice : slot.choices()) {
            Unit unit = units.get(choice.unit());
            if (unit == null) {
                throw new IllegalArgumentException("units: " + units.keySet() + " (expected: " + choice.unit() + ")");
            }
            seat(shard, place, unit, taken, claim(choice, slot.blocked(), booking, expiresAt), moved, added);
        }
        if (!moved.isEmpty()) {
            claims.remove(writes, place, moved);
        }
        claims.add(writes, place, added);
    }

    private void seat(
            Shard shard,
            Place place,
            Unit unit,
            List<Claim> taken,
            Claim wanted,
            List<Claim> moved,
            List<Claim> added) {
        Seats seats = new Seats(unit.capacity());
        List<Seats.Piece> free = seats.free(
                taken.stream().filter(claim -> claim.unit().equals(unit.id())).toList(), wanted.when(), wanted.seats());
        if (!free.isEmpty()) {
            free.forEach(piece -> added.add(wanted.at(piece)));
            return;
        }
        List<Claim> all = new ArrayList<>(claims.connected(shard, place, unit.id(), wanted.when(), wanted.booking()));
        all.add(wanted);
        for (Seated seated : seats.seatAnew(all)) {
            if (seated.claim().id() == 0 || !seated.isAsBefore()) {
                if (seated.claim().id() != 0) {
                    moved.add(seated.claim());
                }
                seated.pieces().forEach(piece -> added.add(seated.claim().at(piece)));
            }
        }
    }

    private static Claim claim(Choice choice, Span when, UUID booking, @Nullable Instant expiresAt) {
        return new Claim(0, choice.unit(), 0, choice.seats(), when, booking, expiresAt);
    }
}
