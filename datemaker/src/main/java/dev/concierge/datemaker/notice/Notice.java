package dev.concierge.datemaker.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a guest is told about an event.
 *
 * @param command what the bot knows it by
 * @param data for the bot and for whoever shows the notification
 * @param subject of a mail
 * @param text for guests without a bot; names nobody
 * @param urgent of use for minutes only: shown live, not worth a mail
 * @param asks what a bot's answer to it means; null when none is expected
 * @param partner whom it is about; null for nobody
 */
public record Notice(
        String command,
        Map<String, Object> data,
        String subject,
        String text,
        boolean urgent,
        Expectations.@Nullable Kind asks,
        @Nullable UUID partner) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "EEEE, d MMMM, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public static Notice askConfirmation(Instant startsAt, Instant closesAt) {
        return mail(
                        "confirm_registration",
                        data("starts_at", startsAt, "answer_until", closesAt),
                        "Are you coming?",
                        "Your speed dating starts on " + said(startsAt) + ". Please say until " + said(closesAt)
                                + " whether you come.")
                .asking(Expectations.Kind.CONFIRMATION, null);
    }

    /** @param total in the currency's smallest unit */
    public static Notice pay(UUID booking, Money total, Instant until) {
        return mail(
                "pay_for_seat",
                data("booking_id", booking, "total", total.amount(), "currency", total.currency(), "pay_until", until),
                "Your seat is kept for you",
                "Your seat costs " + total + ". It is yours once that is paid, until " + said(until)
                        + " at the latest.");
    }

    public static Notice booked(Instant startsAt) {
        return mail(
                "seat_booked",
                data("starts_at", startsAt),
                "You have a seat",
                "Your seat is booked. Your speed dating starts on " + said(startsAt) + ".");
    }

    public static Notice takesPart(Instant startsAt) {
        return mail(
                "send_user_will_take_part_in_event",
                data("starts_at", startsAt, "rules", Rules.TEXT),
                "It takes place",
                "Your speed dating takes place on " + said(startsAt) + ". " + Rules.TEXT);
    }

    public static Notice takesNoPart(String reason, String text) {
        return mail(
                "send_user_will_not_take_part_in_event",
                data("reason", reason, "detail", text),
                "About your speed dating",
                text);
    }

    public static Notice rules(Instant startsAt) {
        return mail(
                "send_rules",
                data("starts_at", startsAt, "rules", Rules.TEXT),
                "Your speed dating starts in five minutes",
                Rules.TEXT + " Say now that you are there: whoever is gets the first call at " + time(startsAt) + ".");
    }

    public static Notice invitation(String url, UUID partner, int round, Instant endsAt) {
        return mail(
                "invite_to_meeting",
                data("url", url, "partner_id", partner, "round", round + 1, "ends_at", endsAt),
                "Your call",
                "Your call: " + url + " (it ends at " + time(endsAt) + ")");
    }

    public static Notice pause(Instant nextAt) {
        return live(
                "send_break_message",
                data("next_at", nextAt),
                "A short break; the next call is at " + time(nextAt) + ".");
    }

    public static Notice sitsOut(String reason, Instant nextAt) {
        return live(
                "send_break_message",
                data("next_at", nextAt, "reason", reason),
                "You sit this round out; the next one is at " + time(nextAt) + ".");
    }

    public static Notice rating(UUID partner) {
        return live(
                        "send_partner_rating_request",
                        data("partner_id", partner),
                        "How was it? Like, dislike, a note for yourself, or report.")
                .asking(Expectations.Kind.RATING, partner);
    }

    public static Notice last(Instant chooseUntil) {
        return mail(
                "send_final_dating_message",
                data("choose_until", chooseUntil),
                "That was the last call",
                "Everybody has met. Choose until " + said(chooseUntil) + " whom you would like to see again.");
    }

    public static Notice match(UUID partner) {
        return mail(
                "send_match_message",
                data("partner_id", partner),
                "You have a match",
                "Somebody you chose has chosen you. You find the contact with your matches.");
    }

    private static String said(Instant at) {
        return DAY.format(at);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static Notice mail(String command, Map<String, Object> data, String subject, String text) {
        return new Notice(command, data, subject, text, false, null, null);
    }

    private static Notice live(String command, Map<String, Object> data, String text) {
        return new Notice(command, data, "Speed dating", text, true, null, null);
    }

    private Notice asking(Expectations.Kind kind, @Nullable UUID about) {
        return new Notice(command, data, subject, text, urgent, kind, about);
    }

    /** Names and values by turns; what is null is left out. */
    static Map<String, Object> data(@Nullable Object... pairs) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                data.put(String.valueOf(pairs[i]), value instanceof Number ? value : value.toString());
            }
        }
        return data;
    }

    private static final class Rules {
        private static final String TEXT = "Every call is with somebody new and ends by itself; then there is a short"
                + " break for a note and your choice, and the next link comes. Be kind. Report whoever is not.";
    }
}
