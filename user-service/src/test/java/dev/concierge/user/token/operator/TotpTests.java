package dev.concierge.user.token.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    private static final Totp OF_THE_RFC = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B, in six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130",
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(OF_THE_RFC.code(Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"fooba, MZXW6YTB", "foobafooba, MZXW6YTBMZXW6YTB"})
    void secretsAreWrittenAsAppsReadThem(String bytes, String text) {
        assertThat(Totp.base32(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void clocksMayDifferByHalfAMinute(long seconds, boolean isTaken) {
        Instant now = Instant.ofEpochSecond(1234567890);
        String shown = OF_THE_RFC.code(now.plus(Duration.ofSeconds(seconds)));

        assertThat(OF_THE_RFC.stepOf(shown, now).isPresent()).isEqualTo(isTaken);
    }

    @Test
    void theAddressHasWhatAnAppNeeds() {
        assertThat(OF_THE_RFC.uri("ada@example.org").toString())
                .isEqualTo("otpauth://totp/Concierge:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Concierge&algorithm=SHA1&digits=6&period=30");
    }
}
