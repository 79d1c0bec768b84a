package dev.concierge.resource.directory;

import dev.concierge.platform.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as requests name them. */
final class Zones {
    private Zones() {}

    static ZoneId parsed(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new InvalidInput("/zone", zone + " (expected: an IANA time zone such as Europe/Berlin)");
        }
    }
}
