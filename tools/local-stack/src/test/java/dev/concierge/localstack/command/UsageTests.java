package dev.concierge.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.setting.CannotContinue;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTests {
    private final Usage logs = new Usage("logs [-f] [-n LINES] [service]");
    private final Usage token = new Usage("token [--kind client|service] [--user ID]");

    @Test
    void takesSwitchesOptionsAndOperandsInAnyOrder() {
        Arguments arguments = logs.parse(List.of("gateway", "-n", "5", "-f"));

        assertThat(arguments.has("-f")).isTrue();
        assertThat(arguments.number("-n", 10)).isEqualTo(5);
        assertThat(arguments.operand()).hasValue("gateway");
    }

    @Test
    void readsAlternatives() {
        Usage chaos = new Usage("chaos [--seed N] [--smoke | --outage NAME] [--json]");

        assertThat(chaos.parse(List.of("--smoke", "--json")).switches()).containsExactlyInAnyOrder("--smoke", "--json");
        assertThat(chaos.parse(List.of("--outage", "postgres")).option("--outage"))
                .hasValue("postgres");
        assertThatThrownBy(() -> chaos.parse(List.of("--outage"))).isInstanceOf(CannotContinue.class);
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        Arguments arguments = token.parse(List.of());

        assertThat(arguments.option("--kind")).isEmpty();
        assertThat(logs.parse(List.of()).number("-n", 10)).isEqualTo(10);
    }

    @Test
    void showsTheUsageForWhatDoesNotFit() {
        assertThatThrownBy(() -> token.parse(List.of("--kid", "client")))
                .isInstanceOfSatisfying(CannotContinue.class, problem -> {
                    assertThat(problem).hasMessage("does not fit: --kid");
                    assertThat(problem.remedy())
                            .isEqualTo("usage: ./concierge token [--kind client|service] [--user ID]");
                });
        assertThatThrownBy(() -> token.parse(List.of("--kind"))).isInstanceOf(CannotContinue.class);
        assertThatThrownBy(() -> logs.parse(List.of("-n", "0")).number("-n", 1))
                .hasMessage("does not fit: -n 0 (expected: a number above 0)");
    }
}
