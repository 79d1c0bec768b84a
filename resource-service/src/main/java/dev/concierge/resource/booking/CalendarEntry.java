package dev.concierge.resource.booking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A booking for calendars: RFC 5545. Each change has a higher SEQUENCE, so that an entry read again replaces the old one. */
final class CalendarEntry {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LINE = 75;

    private CalendarEntry() {}

    static String of(Booking booking) {
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Concierge//Bookings//EN");
        line(text, "METHOD:PUBLISH");
        line(text, "BEGIN:VEVENT");
        line(text, "UID:" + booking.id() + "@concierge");
        line(text, "DTSTAMP:" + time(booking.updatedAt()));
        line(text, "SEQUENCE:" + (booking.version() - 1));
        line(text, "DTSTART:" + time(booking.when().from()));
        line(text, "DTEND:" + time(booking.when().to()));
        line(text, "SUMMARY:" + escaped(booking.terms().name()));
        line(text, "STATUS:" + status(booking.status()));
        line(text, "END:VEVENT");
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    private static String status(BookingStatus status) {
        return switch (status) {
            case HELD, PAYMENT_PENDING -> "TENTATIVE";
            case CONFIRMED, NO_SHOW -> "CONFIRMED";
            case CANCELLED, REFUNDED, EXPIRED -> "CANCELLED";
        };
    }

    private static String time(Instant at) {
        return UTC.format(at);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }

    /** Folded at 75 bytes, never within a character. */
    private static void line(StringBuilder text, String content) {
        int room = LINE;
        for (int at = 0; at < content.length(); ) {
            String character = Character.toString(content.codePointAt(at));
            int bytes = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                text.append("\r\n ");
                room = LINE - 1;
            }
            text.append(character);
            room -= bytes;
            at += character.length();
        }
        text.append("\r\n");
    }
}
