package dev.concierge.resource.availability;

import dev.concierge.resource.opening.Span;
import dev.concierge.resource.unit.UnitId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a booking takes of a unit.
 *
 * @param id 0 when it is not stored yet
 * @param first the first of its seats
 * @param seats how many, one after the other
 * @param expiresAt from when on it counts no more; null for never
 */
public record Claim(
        long id,
        UnitId unit,
        int first,
        int seats,
        Span when,
        UUID booking,
        @Nullable Instant expiresAt) {
    Claim at(Seats.Piece piece) {
        return new Claim(0, unit, piece.first(), piece.seats(), when, booking, expiresAt);
    }

    Occupancy.Taken taken() {
        return new Occupancy.Taken(when, seats);
    }
}
