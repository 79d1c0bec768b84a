package dev.concierge.event.segment;

import dev.concierge.platform.input.Refused;
import dev.concierge.platform.input.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times as Segment's protocol has them: ISO 8601, or a number of seconds or milliseconds since 1970. Only at /v1. */
final class SegmentTime {
    static final String EXPECTATION = "an instant such as 2026-01-31T12:00:00Z, or seconds or milliseconds since 1970";

    /** In seconds the year 5138, in milliseconds March 1973. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(253_402_300_799_999L);

    private SegmentTime() {}

    /** Null when it is none. */
    static @Nullable Instant read(JsonNode time) {
        if (time.isNumber()) {
            return ofNumber(time.decimalValue());
        }
        try {
            String text = time.isString() ? time.stringValue() : "";
            return text.length() == "2026-01-31".length()
                    ? Times.date(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Times.instant(text);
        } catch (Refused notATime) {
            return null;
        }
    }

    private static @Nullable Instant ofNumber(BigDecimal number) {
        BigDecimal millis = number.compareTo(FIRST_MILLIS) < 0 ? number.movePointRight(3) : number;
        return millis.signum() < 0 || millis.compareTo(LAST_MILLIS) > 0
                ? null
                : Instant.EPOCH.plus(millis.movePointRight(3).longValue(), ChronoUnit.MICROS);
    }
}
