package dev.concierge.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.concierge.localstack.driver.LocalFleet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fleet as kills meet it; after everything that needs a fleet in good order. */
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningFleet.class)
class DrillTests {
    @Test
    void registrationsSurviveKills(LocalFleet fleet) {
        assertThatCode(() -> fleet.bash("./concierge chaos --drill registration --smoke --running --json"))
                .doesNotThrowAnyException();
    }

    @Test
    void operationsOnResourcesSurviveKills(LocalFleet fleet) {
        assertThatCode(() -> fleet.bash("./concierge chaos --drill resources --smoke --running --json"))
                .doesNotThrowAnyException();
    }
}
