package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Schedule.Everybody;
import dev.concierge.journey.definition.Schedule.Listed;
import dev.concierge.journey.definition.Schedule.Members;
import dev.concierge.journey.definition.Schedule.Once;
import dev.concierge.journey.definition.Schedule.Recurring;
import dev.concierge.journey.definition.Schedule.When;
import dev.concierge.journey.definition.Schedule.Who;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when guests are taken in by the clock. */
final class ScheduleReader {
    private static final int RULE = 500;
    private static final int GUEST = 64;
    private static final int MOST_GUESTS = 1_000;
    private static final int MOST_PER_MINUTE = 1_000_000;
    static final Pattern SEGMENT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    static final String SEGMENT_EXPECTATION = "a segment: 1 to 64 lower-case letters, digits, - and _";
    private static final Pattern ALL = Pattern.compile("all");

    private ScheduleReader() {}

    static @Nullable Schedule read(Part part) {
        if (part.isMissing()) {
            return null;
        }
        part.only("at", "rrule", "from", "time", "zone", "guests", "perMinute");
        Part perMinute = part.field("perMinute");
        return new Schedule(
                part.field("rrule").isMissing() ? new Once(once(part)) : recurring(part),
                guests(part.field("guests")),
                perMinute.isMissing() ? 0 : perMinute.number(1, MOST_PER_MINUTE));
    }

    private static Instant once(Part part) {
        for (String other : List.of("from", "time", "zone")) {
            if (!part.field(other).isMissing()) {
                part.field(other).wrong("only with rrule");
            }
        }
        return part.field("at").instant();
    }

    private static When recurring(Part part) {
        if (!part.field("at").isMissing()) {
            part.field("at").wrong("either at or rrule");
        }
        Part rule = part.field("rrule");
        String text = rule.text(RULE);
        if (Recurring.faultOf(text) != null) {
            rule.wrong("an RRULE such as FREQ=WEEKLY;BYDAY=MO, hourly at most, an UNTIL without zone");
        }
        Part zone = part.field("zone");
        return new Recurring(
                text,
                part.field("from").date().atTime(part.field("time").time()),
                zone.isMissing() ? Zone.UTC : zone.zone());
    }

    private static Who guests(Part guests) {
        if (guests.isText()) {
            guests.text(ALL, "all, a list of guests' ids, or a segment");
            return new Everybody();
        }
        if (guests.json().isObject()) {
            return new Members(guests.only("segment").field("segment").text(SEGMENT, SEGMENT_EXPECTATION));
        }
        return new Listed(guests.list(MOST_GUESTS, guest -> guest.text(GUEST)));
    }
}
