package dev.concierge.user.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device of a guest.
 *
 * @param pushToken null where no push goes there
 */
record DeviceView(
        String deviceId, Platform platform, @Nullable String pushToken, Instant firstSeenAt, Instant lastSeenAt) {}
