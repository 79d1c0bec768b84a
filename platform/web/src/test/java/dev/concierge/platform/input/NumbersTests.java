package dev.concierge.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTests {
    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "123.456e-789", "0.1e999999999"})
    void refusesWhatWouldBecomeInfiniteOrZero(String written) {
        assertThatThrownBy(() -> Numbers.finite(written)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x1p3",
                "5f",
                "5d",
                " 5",
                "5 ",
                "+5",
                "05",
                ".5",
                "5.",
                "1e",
                "٣",
                "five"
            })
    void refusesWhatIsNoNumberOfJson(String written) {
        assertThatThrownBy(() -> Numbers.finite(written)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0", "-0.0", "0e999", "0.000", "1.5", "-12E+3", "1.0E-5", "1.7976931348623157e308", "4.9e-324"
            })
    void takesWhatADoubleHolds(String written) {
        assertThat(Numbers.finite(written)).isEqualTo(Double.parseDouble(written));
    }

    @Test
    void boundsTheDigitsOfAnExactNumber() {
        assertThat(Numbers.exact(new BigDecimal("0.10"))).isEqualTo("0.10");
        assertThatThrownBy(() -> Numbers.exact(new BigDecimal("1e1000000"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Numbers.exact(new BigDecimal("1e-1000000"))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "0x10", "#10", "010x", "1.0", "1e1", "99999999999999999999", "+1", "٣"})
    void refusesParametersThatAreNoDigits(String text) {
        assertThatThrownBy(() -> Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "",
                "0190a0c4-0000-7000-8000-0000000000000",
                "{0190a0c4-0000-7000-8000-000000000000}"
            })
    void refusesIdsThatAreNotWrittenOut(String text) {
        assertThatThrownBy(() -> Numbers.uuid(text)).isInstanceOf(Refused.class);
    }
}
