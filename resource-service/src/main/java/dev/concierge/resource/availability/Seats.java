package dev.concierge.resource.availability;

import dev.concierge.resource.opening.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Which seats of a unit a booking gets. Where there is room for it but no seat that is free all of the time, others change
 * seats: spans of time can always be seated in as many seats as are taken at once (interval graphs are perfect).
 */
public record Seats(int capacity) {

    /** Seats that are free all of the time, in as few pieces as can be; empty when there are not enough. */
    public List<Piece> free(List<Claim> taken, Span when, int seats) {
        BitSet inUse = new BitSet();
        taken.stream()
                .filter(claim -> claim.when().overlaps(when))
                .forEach(claim -> inUse.set(claim.first(), claim.first() + claim.seats()));
        return pieces(inUse, seats);
    }

    /**
     * New seats for all of these, each with what it gets.
     *
     * @param all what shares a moment with any of them is among them, and there is room for them
     */
    public List<Seated> seatAnew(List<Claim> all) {
        BitSet inUse = new BitSet();
        PriorityQueue<Seated> leaving = new PriorityQueue<>(
                Comparator.comparing((Seated seated) -> seated.claim().when().to()));
        List<Seated> result = new ArrayList<>();
        List<Claim> byBeginning = all.stream()
                .sorted(Comparator.comparing(claim -> claim.when().from()))
                .toList();
        for (Claim claim : byBeginning) {
            while (!leaving.isEmpty()
                    && !leaving.peek().claim().when().to().isAfter(claim.when().from())) {
                leaving.remove().pieces().forEach(piece -> inUse.clear(piece.first(), piece.first() + piece.seats()));
            }
            Seated seated = new Seated(claim, pieces(inUse, claim.seats()));
            if (seated.pieces().isEmpty()) {
                throw new IllegalArgumentException(
                        "all: " + all + " (expected: no more than " + capacity + " at once)");
            }
            seated.pieces().forEach(piece -> inUse.set(piece.first(), piece.first() + piece.seats()));
            leaving.add(seated);
            result.add(seated);
        }
        return result;
    }

    private List<Piece> pieces(BitSet inUse, int seats) {
        List<Piece> pieces = new ArrayList<>();
        int missing = seats;
        int first = inUse.nextClearBit(1);
        while (missing > 0 && first <= capacity) {
            int next = inUse.nextSetBit(first);
            int end = next < 0 ? capacity + 1 : Math.min(next, capacity + 1);
            int some = Math.min(missing, end - first);
            pieces.add(new Piece(first, some));
            missing -= some;
            first = inUse.nextClearBit(end);
        }
        return missing == 0 ? pieces : List.of();
    }

    /** Seats one after the other. */
    public record Piece(int first, int seats) {}

    /** A claim and where it sits now. */
    public record Seated(Claim claim, List<Piece> pieces) {
        public Seated {
            pieces = List.copyOf(pieces);
        }

        public boolean isAsBefore() {
            return pieces.size() == 1 && pieces.getFirst().first() == claim.first();
        }
    }
}
