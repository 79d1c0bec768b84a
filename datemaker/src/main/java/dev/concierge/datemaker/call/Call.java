package dev.concierge.datemaker.call;

import dev.concierge.datemaker.plan.Pair;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two guests in a room for some minutes.
 *
 * @param round from 0
 * @param endedAt null while it is under way
 */
public record Call(
        UUID id,
        UUID event,
        int group,
        int round,
        Pair pair,
        String room,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        @Nullable Instant oneJoinedAt,
        @Nullable Instant otherJoinedAt) {

    public boolean joinedBy(UUID guest) {
        return joinedAt(guest) != null;
    }

    @Nullable
    Instant joinedAt(UUID guest) {
        return pair.one().equals(guest) ? oneJoinedAt : otherJoinedAt;
    }

    /** Whether both were there: then they have met and do not meet again. */
    public boolean isMet() {
        return oneJoinedAt != null && otherJoinedAt != null;
    }

    /** Whether exactly one of both waits for the other. */
    public boolean strands(UUID guest) {
        return joinedBy(guest) && !isMet();
    }
}
