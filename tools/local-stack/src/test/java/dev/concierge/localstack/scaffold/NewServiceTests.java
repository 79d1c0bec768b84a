package dev.concierge.localstack.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewServiceTests {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> LISTS = List.of(
            "fleet.json",
            "pom.xml",
            "e2e/pom.xml",
            "docker-compose.yml",
            "k8s/chart/values.yaml",
            "k8s/chart/files/secrets.sh",
            "k8s/chart/files/alerts.yaml",
            "k8s/compose/prometheus.yaml",
            "contracts/events/erasures.schema.json",
            "docs/architecture.md",
            "docs/operations.md",
            "README.md");

    @TempDir
    Path tree;

    @BeforeEach
    void add() throws IOException {
        for (String list : LISTS) {
            Path copy = tree.resolve(list);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(ROOT.resolve(list), copy);
        }
        new NewService("booking-ledger", 8099, 9).addTo(tree);
    }

    @Test
    void everyListHasItsEntry() {
        assertThat(LISTS)
                .allSatisfy(list -> assertThat(tree.resolve(list)).content().contains("booking-ledger"));
    }

    @Test
    void itIsDrawnWithWhatItsPomNames() throws IOException {
        assertThat(tree.resolve("docs/architecture.md")).content().contains("\n  booking-ledger --> web & messaging\n");
        assertThat(tree.resolve("booking-ledger/pom.xml"))
                .content()
                .contains("<artifactId>web</artifactId>", "<artifactId>messaging</artifactId>");
    }

    @Test
    void whereItIsMissingSomebodyIsTold() {
        assertThat(tree.resolve("k8s/chart/files/alerts.yaml"))
                .content()
                .contains(
                        "unless on (namespace) up{job=\"booking-ledger\"}, \"job\", \"booking-ledger\", \"\", \"\")\n")
                .satisfies(alerts -> assertThat(alerts.lines().filter(line -> line.contains("up{job=~\"gateway|")))
                        .isNotEmpty()
                        .allMatch(line -> line.contains("|booking-ledger\"")));
    }

    @Test
    void itAnswersForGuestsFromItsFirstDay() {
        assertThat(tree.resolve("booking-ledger/src/main/java/dev/concierge/bookingledger")
                        .resolve("BookingLedgerConfiguration.java"))
                .content()
                .contains("PersonalRecords", "erasedBy(\"user.deleted\")");
        assertThat(tree.resolve("contracts/events/erasures.schema.json"))
                .content()
                .contains(", booking-ledger\",");
    }
}
