package dev.concierge.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTests {
    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path root;

    @Test
    void followsExactlyTheRegisteredGuestsToTheirMail() throws Exception {
        assertThat(run(50, _ -> true, Duration.ofSeconds(30))).isEqualTo(new Counts(50, 50, 50, 50, 50));
        assertThat(run(50, _ -> true, Duration.ofSeconds(30))).isEqualTo(new Counts(50, 50, 50, 50, 50));
    }

    @Test
    void namesWhatDoesNotCome() throws Exception {
        Counts counts = run(10, number -> number % 5 != 0, Duration.ofSeconds(1));

        assertThat(counts.differences()).isEqualTo(Map.of("mailsReceived", 8));
    }

    @Test
    void tellsTheStoryOfOneGuest() throws Exception {
        try (FakeGateway gateway = new FakeGateway(new Home(root), clock, _ -> true)) {
            Scenario scenario = scenario(gateway, Duration.ofSeconds(30));
            scenario.run(1);

            assertThat(scenario.story().lines())
                    .anySatisfy(line -> assertThat(line).contains("0 ms  registered ", "as u1"))
                    .anySatisfy(line -> assertThat(line).endsWith("journey: may-mail entered {\"by\":\"x\"}"))
                    .anySatisfy(line -> assertThat(line).endsWith("received the mail \"Welcome\": Hello"));
        }
    }

    private Counts run(int guests, IntPredicate mailed, Duration patience) throws Exception {
        try (FakeGateway gateway = new FakeGateway(new Home(root), clock, mailed)) {
            return scenario(gateway, patience).run(guests);
        }
    }

    private Scenario scenario(FakeGateway gateway, Duration patience) {
        Secrets.generate(new Home(root));
        String port = String.valueOf(gateway.port());
        Settings settings = Settings.load(root, Map.of("CONCIERGE_GATEWAY_PORT", port, "CONCIERGE_USER_PORT", port));
        return new Scenario(settings, clock, patience, _ -> {});
    }
}
