package dev.concierge.platform.input;

import java.time.ZoneId;
import java.util.Set;

/** Time zones by the names and links of the IANA database; an offset would be wrong half of the year. */
public final class Zones {
    public static final String EXPECTED = "an IANA time zone such as Europe/Berlin";

    private static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private Zones() {}

    public static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /** @throws Refused unless it is known */
    public static ZoneId named(String name) {
        if (isKnown(name)) {
            return ZoneId.of(name);
        }
        throw new Refused(name, EXPECTED);
    }
}
