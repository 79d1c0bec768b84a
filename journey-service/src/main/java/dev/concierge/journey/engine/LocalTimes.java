package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Rest;
import dev.concierge.journey.definition.Source;
import dev.concierge.journey.definition.Zone;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.Guest.Section;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Zones;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When a timer ends: where the guest is, as far as that is known here. */
final class LocalTimes {
    private LocalTimes() {}

    /** That of the guest's preferences; UTC where they are not known or name none. */
    static Zone of(Guest guest) {
        String zone = guest.preferences() == null
                ? ""
                : guest.preferences().value().path("zone").asString("");
        try {
            return zone.isEmpty() ? Zone.UTC : new Zone(Zones.named(zone));
        } catch (Refused unknown) {
            return Zone.UTC;
        }
    }

    /** Not before now: a moment that has passed, or that an attribute does not name, does not keep anybody. */
    static Instant end(Timer timer, Circumstances circumstances, Memory memory) {
        Zone ofGuest = of(circumstances.guest());
        Instant now = circumstances.now();
        Instant end = end(timer.rest(), timer.zone() == null ? ofGuest : timer.zone(), circumstances, memory);
        Instant notPast = end.isBefore(now) ? now : end;
        return timer.window() == null ? notPast : timer.window().opening(notPast, ofGuest);
    }

    private static Instant end(Rest rest, Zone zone, Circumstances circumstances, Memory memory) {
        Instant now = circumstances.now();
        return switch (rest) {
            case Rest.For(var delay) -> now.plus(delay);
            case Rest.UntilTime time -> time.after(now, zone);
            case Rest.UntilDate date -> date.moment(zone);
            case Rest.UntilAttribute attribute ->
                attribute
                        .moment(value(attribute.of(), attribute.name(), circumstances.guest(), memory), zone)
                        .orElse(now);
        };
    }

    static @Nullable JsonNode value(Source of, String name, Guest guest, Memory memory) {
        return switch (of) {
            case USER -> of(guest.attributes(), name);
            case ENTRY -> memory.attributes().get(name);
            case MEMORY -> memory.values().get(name);
        };
    }

    private static @Nullable JsonNode of(@Nullable Section section, String name) {
        return section == null ? null : section.value().get(name);
    }
}
