package dev.concierge.user.device;

import dev.concierge.platform.problem.Fact;

/** The guest has no such device. */
final class DeviceNotFound extends Fact {
    DeviceNotFound(String deviceId) {
        super(Kind.NOT_FOUND, "device-not-found", "The user has no device " + deviceId + ".");
    }
}
