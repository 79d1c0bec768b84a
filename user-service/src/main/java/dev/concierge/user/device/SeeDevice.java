package dev.concierge.user.device;

import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers that a guest uses a device; of too many the one not seen for longest goes. */
@Component
class SeeDevice {
    private static final int MOST = 20;

    private final Devices devices;
    private final UserVersions users;
    private final Clock clock;

    SeeDevice(Devices devices, UserVersions users, Clock clock) {
        this.devices = devices;
        this.users = users;
        this.clock = clock;
    }

    @Transactional
    public void see(UserId guest, String deviceId, Platform platform, @Nullable String pushToken) {
        if (!users.lock(guest)) {
            throw new UserNotFound(guest.toString());
        }
        devices.see(guest, deviceId, platform, pushToken, clock.instant());
        devices.keep(guest, MOST);
    }
}
