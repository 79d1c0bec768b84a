package dev.concierge.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {
    @ParameterizedTest
    @CsvSource({
        "2030-06-01T10:00:00Z, 2030-06-01T10:00:00Z",
        "2030-06-01t10:00:00z, 2030-06-01T10:00:00Z",
        "2030-06-01T10:00:00.5+02:00, 2030-06-01T08:00:00.500Z",
        "2030-06-01T10:00:00-00:00, 2030-06-01T10:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
    })
    void readsWhatRfc3339Writes(String text, String instant) {
        assertThat(Times.instant(text)).isEqualTo(Instant.parse(instant));
    }

    @Test
    void keepsMicroseconds() {
        assertThat(Times.instant("2030-06-01T10:00:00.123456789Z"))
                .isEqualTo(Instant.parse("2030-06-01T10:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900000000000",
                "1900000000",
                "19.5",
                "",
                " ",
                "now",
                "2030-06-01",
                "2030-06-01T10:00:00",
                "2030-06-01T10:00Z",
                "2030-06-01 10:00:00Z",
                "2030-06-01T24:00:00Z",
                "2030-06-01T23:59:60Z",
                "2030-06-01T10:00:00+0200",
                "2030-06-01T10:00:00+02",
                "2030-06-01T10:00:00.Z",
                "2030-06-01T10:00:00,5Z",
                "2030-06-01T10:00:00[Europe/Berlin]",
                "2030-06-01T10:00:00Z ",
                " 2030-06-01T10:00:00Z",
                "+62178-12-11T00:00:00Z",
                "-0001-12-11T00:00:00Z",
                "0000-12-11T00:00:00Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "2030-02-29T00:00:00Z",
                "2030-13-01T00:00:00Z",
                "20300601T100000Z",
                "2030-W22-6T10:00:00Z",
                "٢٠٣٠-06-01T10:00:00Z"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Times.instant(text))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("(expected: an instant such as 2026-01-31T12:00:00Z)");
    }

    @Test
    void readsDays() {
        assertThat(Times.date("1990-05-01")).isEqualTo(LocalDate.of(1990, 5, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1990-05-01T22:00:00.000Z",
                "1990-05-01T00:00:00",
                "1990-5-1",
                "19900501",
                "641520000000",
                "01.05.1990",
                "1990-02-30",
                "0000-01-01",
                "+11990-01-01",
                " 1990-05-01",
                ""
            })
    void refusesWhatIsNoDay(String text) {
        assertThatThrownBy(() -> Times.date(text)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "1.5", "P1M", "P1Y", "5 minutes", ""})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.duration(text)).isInstanceOf(Refused.class);
    }
}
