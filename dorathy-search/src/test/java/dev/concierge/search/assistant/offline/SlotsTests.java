package dev.concierge.search.assistant.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTests {
    /** A Saturday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Book the first one tomorrow at 19:00 for two | 2026-11-29 | 19:00 | 2 | 1",
                "reserve it on Friday at 7pm for 4 people | 2026-12-04 | 19:00 | 4 | 0",
                "book number 2 on 2026-12-24 at 12:30 | 2026-12-24 | 12:30 | 0 | 2",
                "book on 5 December at noon | 2026-12-05 | 12:00 | 0 | 0",
                "on January 3rd at 9 am for one | 2027-01-03 | 09:00 | 1 | 0",
                "today at 8 | 2026-11-28 | 08:00 | 0 | 0",
                "Buche die erste morgen um 19 Uhr für zwei Personen | 2026-11-29 | 19:00 | 2 | 1",
                "am 5.12. um 18.30 Uhr | 2026-12-05 | 18:30 | 0 | 0",
                "übermorgen um 10 für drei | 2026-11-30 | 10:00 | 3 | 0",
                "am Dienstag um 20:15 für 6 Leute | 2026-12-01 | 20:15 | 6 | 0",
                "am 3. Januar 2028 mittags um 12 Uhr | 2028-01-03 | 12:00 | 0 | 0",
                "heute Abend um 21 Uhr, nummer 3 | 2026-11-28 | 21:00 | 0 | 3"
            })
    void dayTimePartyAndPlaceStandInASentence(String text, String day, String time, int party, int place) {
        Slots slots = Slots.of(text, TODAY);

        assertThat(slots.day()).contains(LocalDate.parse(day));
        assertThat(slots.time()).contains(LocalTime.parse(time));
        assertThat(slots.party().orElse(0)).isEqualTo(party);
        assertThat(slots.place().orElse(0)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"book the sauna", "30 February at 25:70", "the 99th of Nonember"})
    void whatIsNotThereIsNotMadeUp(String text) {
        assertThat(Slots.of(text, TODAY).day()).isEmpty();
        assertThat(Slots.of(text, TODAY).time()).isEmpty();
    }
}
