package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.history.Deed;
import dev.concierge.user.profile.ProfileRules.EventRule;
import dev.concierge.user.profile.ProfileRules.EventRule.Unit;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class EventFactsTests {
    @ParameterizedTest
    @CsvSource({"120.5, MAJOR, 12050", "12050, MINOR, 12050", "1000000000000, MINOR, 1000000000000"})
    void amountsAreCountedInMinorUnits(String amount, Unit unit, double minor) {
        assertThat(EventFacts.spent(rule(unit), bought(amount))).contains(new Money(minor, "EUR"));
    }

    /** The doors take whole numbers of up to 1000 digits; a double ends at 309. */
    @ParameterizedTest
    @EnumSource(Unit.class)
    void anAmountBeyondAnyDoubleIsNone(Unit unit) {
        assertThat(EventFacts.spent(rule(unit), bought("1" + "0".repeat(309)))).isEmpty();
        assertThat(EventFacts.spent(rule(unit), bought("-1" + "0".repeat(999)))).isEmpty();
        assertThat(EventFacts.spent(rule(unit), bought("1e308"))).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNoAmount() {
        assertThat(EventFacts.spent(rule(Unit.MINOR), bought("\"12\""))).isEmpty();
    }

    private static EventRule rule(Unit unit) {
        return new EventRule("order_completed", null, null, "/amount", "/currency", unit);
    }

    private static Deed bought(String amount) {
        return new Deed(
                "guest",
                "order_completed",
                "",
                false,
                Instant.EPOCH,
                JsonMapper.shared().readTree("{\"amount\": " + amount + ", \"currency\": \"EUR\"}"));
    }
}
