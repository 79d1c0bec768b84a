package dev.concierge.search.assistant.offline;

import dev.concierge.platform.input.Numbers;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Day, time, number of people and place in a list, as they stand in a sentence, and what is left of it without them.
 *
 * @param place in what was shown, from 1
 */
record Slots(Optional<LocalDate> day, Optional<LocalTime> time, OptionalInt party, OptionalInt place, String rest) {
    private static final List<String> NUMBERS = List.of(
            "one|ein|eine|einen|eins",
            "two|zwei",
            "three|drei",
            "four|vier",
            "five|fünf",
            "six|sechs",
            "seven|sieben",
            "eight|acht",
            "nine|neun",
            "ten|zehn");
    private static final List<String> ORDINALS = List.of(
            "first|1st|erste[nrs]?",
            "second|2nd|zweite[nrs]?",
            "third|3rd|dritte[nrs]?",
            "fourth|4th|vierte[nrs]?",
            "fifth|5th|fünfte[nrs]?");
    private static final List<String> DAYS = List.of(
            "monday|montag",
            "tuesday|dienstag",
            "wednesday|mittwoch",
            "thursday|donnerstag",
            "friday|freitag",
            "saturday|samstag|sonnabend",
            "sunday|sonntag");
    private static final List<String> MONTHS = List.of(
            "january|januar|jan",
            "february|februar|feb",
            "march|märz",
            "april|apr",
            "may|mai",
            "june|juni",
            "july|juli",
            "august|aug",
            "september|sept|sep",
            "october|oktober|okt|oct",
            "november|nov",
            "december|dezember|dez|dec");
    private static final Map<String, Integer> AHEAD = Map.of(
            "today", 0, "tonight", 0, "heute", 0, "tomorrow", 1, "morgen", 1, "day after tomorrow", 2, "übermorgen", 2);

    static Slots of(String text, LocalDate today) {
        Reading reading = new Reading(text);
        Optional<LocalDate> day = day(reading, today);
        Optional<LocalTime> time = time(reading);
        OptionalInt party = party(reading);
        OptionalInt place = place(reading);
        return new Slots(day, time, party, place, reading.rest());
    }

    private static Optional<LocalDate> day(Reading reading, LocalDate today) {
        return reading.take("(?:on |am )?(\\d{4})-(\\d{2})-(\\d{2})", m -> date(whole(m, 1), whole(m, 2), whole(m, 3)))
                .or(() -> reading.take(
                        "(?:am )?(\\d{1,2})\\. ?(\\d{1,2})\\.(?: ?(\\d{4}))?",
                        m -> date(m.group(3) == null ? null : whole(m, 3), whole(m, 2), whole(m, 1), today)))
                .or(() -> reading.take(
                        "(?:on |am |the ){0,3}(\\d{1,2})(?:\\.|st|nd|rd|th)? (?:of )?(" + either(MONTHS)
                                + ")\\b\\.?(?: (\\d{4}))?",
                        m -> date(
                                m.group(3) == null ? null : whole(m, 3),
                                number(MONTHS, m.group(2)),
                                whole(m, 1),
                                today)))
                .or(() -> reading.take(
                        "(?:on )?(" + either(MONTHS) + ") (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?",
                        m -> date(
                                m.group(3) == null ? null : whole(m, 3),
                                number(MONTHS, m.group(1)),
                                whole(m, 2),
                                today)))
                .or(() -> reading.take(
                        "(?:the )?(day after tomorrow|tomorrow|today|tonight|übermorgen|heute|morgen)(?: abend| evening| night)?\\b",
                        m -> Optional.of(
                                today.plusDays(AHEAD.getOrDefault(m.group(1).toLowerCase(Locale.ROOT), 0)))))
                .or(() -> reading.take(
                        "(?:on |am |this |next |diesen |nächsten ){0,3}(" + either(DAYS) + ")(?:abend| evening)?\\b",
                        m -> Optional.of(
                                today.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(number(DAYS, m.group(1))))))));
    }

    private static Optional<LocalTime> time(Reading reading) {
        return reading.take(
                        "(?:at |um |gegen )?(\\d{1,2})[:.](\\d{2}) ?(am|pm|uhr)?\\b",
                        m -> time(whole(m, 1), whole(m, 2), m.group(3)))
                .or(() -> reading.take(
                        "(?:at |um |gegen )?(\\d{1,2}) ?(am|pm|uhr)\\b", m -> time(whole(m, 1), 0, m.group(2))))
                .or(() -> reading.take("(?:at|um|gegen) (\\d{1,2})\\b", m -> time(whole(m, 1), 0, null)))
                .or(() -> reading.take("(?:at |am )?(?:noon|mittag)\\b", _ -> Optional.of(LocalTime.NOON)));
    }

    private static OptionalInt party(Reading reading) {
        Optional<Integer> party = reading.take(
                "(?:for|für) (?:us )?(\\d{1,5}|" + either(NUMBERS)
                        + ")\\b(?: people| persons?| guests?| of us| personen?| leute| gäste)?",
                m -> Optional.of(amount(m.group(1))));
        return party.or(() -> reading.take(
                        "(\\d{1,5}|" + either(NUMBERS) + ") (?:people|persons|guests|personen|leute|gäste)\\b",
                        m -> Optional.of(amount(m.group(1)))))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private static OptionalInt place(Reading reading) {
        return reading.take(
                        "(?:the |den |die |das |der )?(" + either(ORDINALS) + ")\\b(?: one| option| event| termin)?",
                        m -> Optional.of(number(ORDINALS, m.group(1))))
                .or(() ->
                        reading.take("(?:number|no\\.?|nummer|nr\\.?|#) ?(\\d{1,2})\\b", m -> Optional.of(whole(m, 1))))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private static Optional<LocalTime> time(int hour, int minute, @Nullable String half) {
        int of24 = "pm".equalsIgnoreCase(half) && hour < 12
                ? hour + 12
                : "am".equalsIgnoreCase(half) && hour == 12 ? 0 : hour;
        return of24 < 24 && minute < 60 ? Optional.of(LocalTime.of(of24, minute)) : Optional.empty();
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Without a year, the next such day. */
    private static Optional<LocalDate> date(@Nullable Integer year, int month, int day, LocalDate today) {
        if (year != null) {
            return date(year, month, day);
        }
        return date(today.getYear(), month, day)
                .filter(date -> !date.isBefore(today))
                .or(() -> date(today.getYear() + 1, month, day));
    }

    private static int amount(String written) {
        return Character.isDigit(written.charAt(0))
                ? (int) Numbers.whole(written, 0, 99_999)
                : number(NUMBERS, written);
    }

    private static int whole(MatchResult match, int group) {
        return (int) Numbers.whole(match.group(group), 0, 9_999);
    }

    private static int number(List<String> words, String written) {
        for (int i = 0; i < words.size(); i++) {
            if (Pattern.compile("(?:" + words.get(i) + ")", Reading.FLAGS)
                    .matcher(written)
                    .matches()) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(written);
    }

    private static String either(List<String> words) {
        return String.join("|", words);
    }

    /** Takes what it knows out of a text. */
    private static final class Reading {
        private static final int FLAGS =
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
        private String text;

        private Reading(String text) {
            this.text = text;
        }

        private <T> Optional<T> take(String pattern, Function<MatchResult, Optional<T>> read) {
            Matcher matcher =
                    Pattern.compile("(?<![\\p{L}\\p{N}])" + pattern, FLAGS).matcher(text);
            if (!matcher.find()) {
                return Optional.empty();
            }
            Optional<T> found = read.apply(matcher);
            if (found.isPresent()) {
                text = text.substring(0, matcher.start()) + " " + text.substring(matcher.end());
            }
            return found;
        }

        private String rest() {
            return text.replaceAll("\\s+", " ").strip();
        }
    }
}
