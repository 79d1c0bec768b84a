package dev.concierge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.bench.drill.Plan;
import dev.concierge.bench.drill.RegistrationDrill;
import dev.concierge.bench.fleet.LocalFleet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fleet as kills meet it; after everything that needs a fleet in good order. */
@Order(Integer.MAX_VALUE)
@ExtendWith(RunningFleet.class)
class DrillTests {
    @Test
    void registrationsSurviveKills(LocalFleet fleet) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean passed = new RegistrationDrill(
                        RunningFleet.ROOT, Plan.smoke(1), true, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(fleet, RunningFleet.HOME.resolve("ledger.jsonl"));

        assertThat(passed).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
