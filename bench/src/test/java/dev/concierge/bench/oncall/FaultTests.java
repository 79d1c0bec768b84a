package dev.concierge.bench.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTests {
    @Test
    void everythingIsFrozenAndKilled() {
        assertThat(Fault.all().stream().map(Fault::name))
                .contains("postgres-frozen", "mail-killed", "gateway-frozen", "datemaker-killed")
                .doesNotHaveDuplicates()
                .hasSize(2 * (4 + Fleet.SERVICES.size()));
    }

    @Test
    void itsPageNamesItAndNoOther() {
        Fault broker = fault("kafka-frozen");

        assertThat(broker.isNamedBy(Map.of("alertname", "DependencyDown", "dependency", "broker")))
                .isTrue();
        assertThat(broker.isNamedBy(Map.of("alertname", "DependencyDown", "dependency", "database")))
                .isFalse();
        assertThat(broker.isNamedBy(Map.of("alertname", "ServiceDown", "job", "broker")))
                .isFalse();
        assertThat(fault("gateway-killed").isNamedBy(Map.of("alertname", "ServiceDown", "job", "gateway")))
                .isTrue();
    }

    @Test
    void itsPageIsAnAlertOfTheChart() throws Exception {
        String rules = Files.readString(Path.of("../k8s/chart/files/alerts.yaml"));

        assertThat(Fault.all())
                .allSatisfy(fault -> assertThat(rules).containsPattern("- alert: " + fault.alert() + "\\b"));
    }

    private static Fault fault(String name) {
        return Fault.all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
