package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journey over all its versions.
 *
 * @param latest the newest version, published or not
 * @param arming the version that was published and is not yet listened to
 * @param live the version that commands enter
 */
public record Journey(
        JourneyId id,
        JourneyState state,
        int latest,
        @Nullable Integer arming,
        @Nullable Integer live,
        Instant createdAt,
        Instant updatedAt) {

    Journey revised(Instant now) {
        return new Journey(id, state, latest + 1, arming, live, createdAt, now);
    }

    Journey publishing(int version, Instant now) {
        JourneyState next = live == null ? JourneyState.ARMING : JourneyState.LIVE;
        return new Journey(id, next, latest, version, live, createdAt, now);
    }

    Journey armed(int version, Instant now) {
        return new Journey(id, JourneyState.LIVE, latest, null, version, createdAt, now);
    }

    Journey ending(JourneyState end, Instant now) {
        return new Journey(id, end, latest, null, published(), createdAt, now);
    }

    /** The version that was published last; null for a draft. */
    public @Nullable Integer published() {
        return arming != null ? arming : live;
    }
}
