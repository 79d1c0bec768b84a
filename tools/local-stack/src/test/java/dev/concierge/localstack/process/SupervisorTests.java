package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisorTests extends SupervisedService {
    @Test
    void startsWhatIsNotThereAndEndsItWhenTold() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();

        supervisor.destroy();

        await().atMost(BOUND).until(() -> !supervisor.isAlive());
        assertThat(isAlive(service)).isFalse();
        assertThat(RunState.read(home).isSupervised()).isFalse();
    }

    @Test
    void startsAgainWhatCrashed() throws Exception {
        supervise("one");
        ProcessIdentity first = awaitReady();

        tell("crash");

        awaitAnother(first);
        assertThat(service().orElseThrow().restarts()).isEqualTo(1);
    }

    @Test
    void saysWhyItPausesBeforeTheNextStart() throws Exception {
        supervise("one");
        awaitReady();

        tell("crash");

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> "ended with exit code 3; starts again in 1 s".equals(now.note()))
                        .isPresent());
    }

    @Test
    void adoptsWhatAKilledSupervisorLeftRunning() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();
        assertThat(isAlive(before)).isTrue();

        Process next = supervise("one");

        awaitSupervisor(next);
        assertThat(awaitReady()).isEqualTo(before);
    }

    @Test
    void endsWhatAKilledSupervisorLeftRunningBeforeItCouldAdoptIt() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();
        Process next = supervise("one", "without its foundation");
        await().atMost(BOUND)
                .until(() -> RunState.read(home)
                        .process(FakeFleet.FOUNDATION)
                        .filter(foundation -> foundation.restarts() > 0)
                        .isPresent());
        assertThat(service().map(RecordedProcess::identity)).contains(before);

        next.destroy();

        await().atMost(BOUND).until(() -> !next.isAlive());
        assertThat(isAlive(before)).isFalse();
    }

    @Test
    void watchesWhatItAdopted() throws Exception {
        supervise("one").destroyForcibly().waitFor();
        awaitSupervisor(supervise("one"));
        ProcessIdentity adopted = awaitReady();

        tell("crash");

        awaitAnother(adopted);
    }

    @Test
    void asksAnAdoptedOneAgainWhetherItIsReady() throws Exception {
        Process killed = supervise("one");
        awaitReady();
        killed.destroyForcibly().waitFor();
        tell("fail");

        awaitSupervisor(supervise("one"));

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.STARTING && now.isAlive())
                        .isPresent());
        tell("heal");
        awaitReady();
    }

    @Test
    void replacesWhatWasStartedDifferently() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();

        awaitSupervisor(supervise("two"));

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.READY
                                && now.fingerprint().equals("two"))
                        .isPresent());
        assertThat(isAlive(before)).isFalse();
    }

    @Test
    void stepsAsideWithoutEndingAnything() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();

        Handover.request(home);

        assertThat(supervisor.isAlive()).isFalse();
        assertThat(isAlive(service)).isTrue();
    }

    @Test
    void leavesAloneWhoeverGotARecordedPid() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "120").start();
        started.add(stranger);
        ProcessIdentity longGone = new ProcessIdentity(stranger.pid(), Instant.parse("2020-01-01T00:00:00Z"));
        RecordedProcess stale =
                RecordedProcess.notStarted(FakeFleet.service(home, port, "old")).started(longGone);
        new RunState(longGone, List.of(stale), null, null).write(home);

        supervise("one");

        assertThat(awaitReady().pid()).isNotEqualTo(stranger.pid());
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void hasNothingToDoWhenEverythingRunsAsItShould() throws Exception {
        supervise("one");
        awaitReady();

        assertThat(RunState.read(home).fulfils(List.of(FakeFleet.service(home, port, "one"))))
                .isTrue();
        assertThat(RunState.read(home).fulfils(List.of(FakeFleet.service(home, port, "two"))))
                .isFalse();
    }
}
