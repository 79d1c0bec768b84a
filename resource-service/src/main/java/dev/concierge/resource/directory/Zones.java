package dev.concierge.resource.directory;

import dev.concierge.platform.problem.InvalidInput;
import java.time.ZoneId;

/** Time zones as requests name them. */
final class Zones {
    private Zones() {}

    /** By name only: an offset would be wrong half of the year. */
    static ZoneId parsed(String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new InvalidInput("/zone", zone + " (expected: an IANA time zone such as Europe/Berlin)");
        }
        return ZoneId.of(zone);
    }
}
