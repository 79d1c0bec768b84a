package dev.concierge.resource.directory;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.problem.InvalidInput;
import java.time.ZoneId;

/** Time zones as requests name them. */
final class Zones {
    private Zones() {}

    static ZoneId parsed(String zone) {
        try {
            return dev.concierge.platform.input.Zones.named(zone);
        } catch (Refused unknown) {
            throw new InvalidInput("/zone", zone, unknown.expectation());
        }
    }
}
