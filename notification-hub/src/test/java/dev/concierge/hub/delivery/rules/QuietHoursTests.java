package dev.concierge.hub.delivery.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuietHoursTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # zone              | from  | to    | asked at                 | held until
            Europe/Berlin       | 22:00 | 08:00 | 2026-07-01T20:00:00Z     | 2026-07-02T06:00:00Z
            Europe/Berlin       | 22:00 | 08:00 | 2026-07-01T19:59:59Z     | -
            Europe/Berlin       | 22:00 | 08:00 | 2026-07-02T06:00:00Z     | -
            Europe/Berlin       | 13:00 | 15:00 | 2026-07-02T11:30:00Z     | 2026-07-02T13:00:00Z
            # clocks go forward: the night is an hour shorter
            Europe/Berlin       | 22:00 | 08:00 | 2026-03-28T23:00:00Z     | 2026-03-29T06:00:00Z
            America/New_York    | 22:00 | 08:00 | 2026-03-08T04:00:00Z     | 2026-03-08T12:00:00Z
            Australia/Lord_Howe | 22:00 | 08:00 | 2026-10-03T12:00:00Z     | 2026-10-03T21:00:00Z
            Pacific/Auckland    | 22:00 | 08:00 | 2026-09-26T11:00:00Z     | 2026-09-26T19:00:00Z
            Africa/Cairo        | 22:00 | 08:00 | 2026-04-23T21:00:00Z     | 2026-04-24T05:00:00Z
            # clocks go back: it is longer, in Lord Howe by half an hour
            Europe/Berlin       | 22:00 | 08:00 | 2026-10-24T21:00:00Z     | 2026-10-25T07:00:00Z
            America/New_York    | 22:00 | 08:00 | 2026-11-01T03:00:00Z     | 2026-11-01T13:00:00Z
            Australia/Lord_Howe | 22:00 | 08:00 | 2026-04-04T12:00:00Z     | 2026-04-04T21:30:00Z
            Pacific/Auckland    | 22:00 | 08:00 | 2026-04-04T11:00:00Z     | 2026-04-04T20:00:00Z
            Africa/Cairo        | 22:00 | 08:00 | 2026-10-29T20:00:00Z     | 2026-10-30T06:00:00Z
            # an end that the clocks jump over is the jump; one that comes twice is the second
            Europe/Berlin       | 22:00 | 02:30 | 2026-03-29T00:30:00Z     | 2026-03-29T01:00:00Z
            Australia/Lord_Howe | 22:00 | 02:15 | 2026-10-03T15:00:00Z     | 2026-10-03T15:30:00Z
            Europe/Berlin       | 22:00 | 02:30 | 2026-10-25T00:45:00Z     | 2026-10-25T01:30:00Z
            Australia/Lord_Howe | 22:00 | 01:45 | 2026-04-04T14:40:00Z     | 2026-04-04T15:15:00Z
            # a beginning that comes twice is the first
            Europe/Berlin       | 02:30 | 08:00 | 2026-10-25T00:30:00Z     | 2026-10-25T07:00:00Z
            Europe/Berlin       | 02:30 | 08:00 | 2026-10-25T00:29:59Z     | -
            """)
    void holdsUntilTheRightMinute(String zone, LocalTime from, LocalTime to, Instant at, @Nullable Instant until) {
        assertThat(new QuietHours(from, to, ZoneId.of(zone)).endAt(at)).isEqualTo(Optional.ofNullable(until));
    }

    static Stream<Arguments> changesOfTheClock() {
        return Stream.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "Africa/Cairo")
                .flatMap(zone -> Stream.of("2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z")
                        .map(after -> Arguments.of(
                                zone,
                                ZoneId.of(zone)
                                        .getRules()
                                        .nextTransition(Instant.parse(after))
                                        .getInstant())));
    }

    /** Every quarter of an hour of the two days around, for spans that begin and end at every hour and at odd minutes. */
    @ParameterizedTest
    @MethodSource("changesOfTheClock")
    void nothingArrivesWhileAGuestsClockShowsQuietHours(String name, Instant change) {
        ZoneId zone = ZoneId.of(name);
        for (LocalTime from : times()) {
            for (LocalTime to : times()) {
                if (from.equals(to)) {
                    continue;
                }
                QuietHours quiet = new QuietHours(from, to, zone);
                for (int quarter = -96; quarter <= 96; quarter++) {
                    Instant at = change.plus(Duration.ofMinutes(15L * quarter));
                    Optional<Instant> end = quiet.endAt(at);
                    if (shows(quiet, at)) {
                        assertThat(end).as("%s %s at %s", name, quiet, at).isPresent();
                    }
                    end.ifPresent(until -> {
                        assertThat(until).isAfter(at);
                        assertThat(shows(quiet, until))
                                .as("%s %s until %s", name, quiet, until)
                                .isFalse();
                        assertThat(Duration.between(at, until)).isLessThan(Duration.ofHours(49));
                    });
                }
            }
        }
    }

    /** A guest who may be written to between two and three, on the night that has no such hour. */
    @Test
    void aNightWithoutTheOneHourThatIsNotQuietIsQuietThroughout() {
        QuietHours quiet = new QuietHours(LocalTime.of(3, 0), LocalTime.of(2, 0), ZoneId.of("Europe/Berlin"));

        assertThat(quiet.endAt(Instant.parse("2026-03-29T00:30:00Z"))).contains(Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void theSameTimeTwiceIsTheWholeDay() {
        assertThat(new QuietHours(LocalTime.NOON, LocalTime.NOON, ZoneId.of("UTC")).isWholeDay())
                .isTrue();
    }

    private static List<LocalTime> times() {
        return Stream.concat(
                        Stream.iterate(0, hour -> hour < 24, hour -> hour + 1).map(hour -> LocalTime.of(hour, 0)),
                        Stream.of(LocalTime.of(1, 45), LocalTime.of(2, 15), LocalTime.of(2, 30), LocalTime.of(23, 45)))
                .toList();
    }

    private static boolean shows(QuietHours quiet, Instant at) {
        LocalTime shown = at.atZone(quiet.zone()).toLocalTime();
        boolean from = !shown.isBefore(quiet.from());
        boolean to = shown.isBefore(quiet.to());
        return quiet.from().isBefore(quiet.to()) ? from && to : from || to;
    }
}
