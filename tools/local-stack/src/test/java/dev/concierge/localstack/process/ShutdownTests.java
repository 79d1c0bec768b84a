package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownTests {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void endsServicesBeforeWhatTheyStandOn() throws Exception {
        // not StopRule.DATABASE: whoever runs the tests may have had SIGINT ignored, which sleep inherits
        RecordedProcess database = recorded("database", new StopRule(1, "TERM", 30), start("sleep", "120"));
        RecordedProcess service = recorded("service", StopRule.SERVICE, start("sleep", "120"));
        List<String> order = new ArrayList<>();

        Shutdown.of(List.of(database, service), order::add);

        assertThat(order).containsExactly("service", "database");
        assertThat(database.isAlive() || service.isAlive()).isFalse();
    }

    @Test
    void killsWhatDoesNotEndInTime() throws Exception {
        Process stubborn = start("bash", "-c", "trap '' TERM; echo deaf; while true; do sleep 1; done");
        stubborn.getInputStream().read();

        Shutdown.of(List.of(recorded("stubborn", new StopRule(0, "TERM", 1), stubborn)), _ -> {});

        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void leavesAloneWhoeverGotThePidOfOurProcess() throws Exception {
        Process stranger = start("sleep", "120");
        ProcessIdentity ours = new ProcessIdentity(stranger.pid(), Instant.parse("2020-01-01T00:00:00Z"));

        Shutdown.of(List.of(recorded("service", StopRule.SERVICE, ours)), _ -> {});

        assertThat(stranger.isAlive()).isTrue();
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static RecordedProcess recorded(String name, StopRule rule, Process process) {
        return recorded(name, rule, ProcessIdentity.of(process.toHandle()));
    }

    private static RecordedProcess recorded(String name, StopRule rule, ProcessIdentity identity) {
        return new RecordedProcess(name, 1, rule, "", ProcessState.READY, identity, 1L, 0, null);
    }
}
