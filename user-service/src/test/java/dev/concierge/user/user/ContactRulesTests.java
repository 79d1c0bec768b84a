package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRulesTests {
    private final ContactRules berlin = new ContactRules(new ContactSettings("de", true));

    @ParameterizedTest
    @CsvSource({"030 1234567, +49301234567", "0049 30 1234567, +49301234567", "+43 1 58858, +43158858"})
    void numbersWithoutACountryAreThoseOfTheInstallation(String written, String kept) {
        assertThat(berlin.checked(details("ada@example.org", written), null).phone())
                .isEqualTo(kept);
    }

    @Test
    void whereTheMailServerTakesItAnyLetterMayStandBeforeTheAt() {
        UserDetails details = details("josé@example.org", null);

        assertThat(berlin.checked(details, null)).isEqualTo(details);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Germany", "XX", "0"})
    void aRegionThatIsNoneStopsTheStart(String region) {
        assertThatThrownBy(() -> new ContactRules(new ContactSettings(region, false)))
                .hasMessageContaining("phone-region: ");
    }

    private static UserDetails details(String email, @Nullable String phone) {
        return new UserDetails(null, null, email, phone, null, null, null, true, Map.of(), Set.of());
    }
}
