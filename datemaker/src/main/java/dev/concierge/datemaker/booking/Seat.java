package dev.concierge.datemaker.booking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The booking of one registration.
 *
 * @param id also the key of its request, so that it is booked once however often it is asked for
 * @param booking null until it is held
 * @param version of the booking, as far as we have heard
 */
record Seat(
        UUID id,
        UUID event,
        UUID user,
        String business,
        UUID offer,
        Instant startsAt,
        State state,
        @Nullable UUID booking,
        long version) {
    enum State {
        /** Is asked for. */
        WANTED,
        /** Is held, and about to be confirmed. */
        HELD,
        /** Is held until it is paid for. */
        UNPAID,
        BOOKED,
        /** Its guest has no seat any more. */
        GIVING_BACK,
        GIVEN_BACK,
        /** Refused, expired, moved, or cancelled over there. */
        LOST,
        /** The event is over. */
        USED;

        boolean isLive() {
            return switch (this) {
                case WANTED, HELD, UNPAID, BOOKED -> true;
                case GIVING_BACK, GIVEN_BACK, LOST, USED -> false;
            };
        }
    }
}
