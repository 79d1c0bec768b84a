package dev.concierge.bench.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.bench.oncall.JudgeFault.Row;
import dev.concierge.bench.oncall.OutageDrill.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutageVerdictTests {
    private static final Row GOOD = row(40, 20, List.of());

    @Test
    void oneFaultPagesOnceInTimeAndEnds() {
        assertThat(GOOD.passed()).isTrue();
        assertThat(row(121, 20, List.of()).passed()).as("late").isFalse();
        assertThat(row(40, -1, List.of()).passed()).as("goes on").isFalse();
        assertThat(row(40, 20, List.of("IssuerDown")).passed())
                .as("pages twice")
                .isFalse();
    }

    @Test
    void aFaultThatCouldNotBeJudgedIsNotPassed() {
        Row row = Row.notJudged(Fault.all().getFirst(), new IOException("no answer"));

        assertThat(row.passed()).isFalse();
        assertThat(row.trouble()).contains("no answer");
    }

    @Test
    void whatEndsBeforeItsLastFaultDoesNotHold() {
        assertThat(verdict(1, Optional.empty()).holds()).isTrue();
        assertThat(verdict(2, Optional.empty()).holds()).isFalse();
    }

    @Test
    void aPanelWithoutDataIsNoGoodVerdict() {
        Panels.Findings whole = new Panels.Findings(1, List.of(), List.of(), Set.of());
        Panels.Findings empty = new Panels.Findings(1, List.of("a panel"), List.of(), Set.of());
        Panels.Findings undefined = new Panels.Findings(1, List.of(), List.of("nothing of the kind yet"), Set.of());
        Panels.Findings unmeasured = new Panels.Findings(1, List.of(), List.of(), Set.of("an alert: a_metric"));

        assertThat(verdict(1, Optional.of(whole)).holds()).isTrue();
        assertThat(verdict(1, Optional.of(empty)).holds()).isFalse();
        assertThat(verdict(1, Optional.of(undefined)).holds()).isFalse();
        assertThat(verdict(1, Optional.of(unmeasured)).holds()).isFalse();
    }

    private static Verdict verdict(int faults, Optional<Panels.Findings> panels) {
        return new Verdict("outages", faults, 1, panels, List.of(GOOD), "");
    }

    private static Row row(double seconds, double cleared, List<String> others) {
        return new Row("kafka-killed", "DependencyDown broker", seconds, cleared, others, List.of(), "");
    }
}
