package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.InvalidInput;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRulesTests {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final ContactRules berlin = new ContactRules(new ContactSettings("de", true));
    private final ContactRules mountainView = new ContactRules(new ContactSettings("us", true));

    @ParameterizedTest
    @CsvSource({"030 1234567, +49301234567", "0049 30 1234567, +49301234567", "+43 1 58858, +43158858"})
    void numbersWithoutACountryAreThoseOfTheInstallation(String written, String kept) {
        assertThat(berlin.checked(details("ada@example.org", written), null).phone())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(650) 253-0000", "650.253.0000", "1 650 253 0000", "+1 (650) 253-0000"})
    void numbersMayBeWrittenAsInTheirCountry(String written) {
        UserDetails details = details("ada@example.org", written);

        assertThat(VALIDATOR.validateProperty(details, "phone")).isEmpty();
        assertThat(mountainView.checked(details, null).phone()).isEqualTo("+16502530000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"253-0000", "+1 253-0000", "(253) 0000"})
    void aNumberWithoutItsAreaIsNone(String written) {
        assertThatThrownBy(() -> mountainView.checked(details("ada@example.org", written), null))
                .isInstanceOf(InvalidInput.class);
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
