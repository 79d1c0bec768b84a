package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.BalancerProcess;
import dev.concierge.localstack.fleet.Infrastructure;
import dev.concierge.localstack.fleet.Replicas;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.process.ProcessState;
import dev.concierge.localstack.process.Readiness;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the status.
 *
 * @param state starting, ready, unready (answers no longer), restarting or stopped
 * @param port null for the supervisor, which listens nowhere
 * @param startMillis from its start until it was ready
 * @param note why it restarts
 */
record ProcessView(
        String name,
        String state,
        @Nullable Long pid,
        @Nullable Integer port,
        long pssBytes,
        @Nullable Long startMillis,
        @Nullable String note) {
    private static final String STOPPED = "stopped";

    static List<ProcessView> all(Settings settings, RunState state) {
        Stream<ProcessView> foundation = Arrays.stream(Infrastructure.values())
                .map(kind -> of(
                        kind.processName(), kind.port(settings), new Readiness.Listening(kind.port(settings)), state));
        Stream<ProcessView> services = Replicas.of(settings.home())
                .instances()
                .parallel()
                .map(copy -> of(copy.name(), copy.port(settings), copy.readiness(settings), state));
        Stream<ProcessView> balancer = BalancerProcess.services(settings).stream()
                .limit(1)
                .map(service -> service.sharedPort(settings))
                .map(port -> of(BalancerProcess.NAME, port, new Readiness.Listening(port), state));
        return Stream.of(Stream.of(supervisor(state)), foundation, balancer, services)
                .flatMap(views -> views)
                .toList();
    }

    private static ProcessView supervisor(RunState state) {
        return Optional.ofNullable(state.supervisor())
                .flatMap(ProcessIdentity::running)
                .map(handle ->
                        new ProcessView("supervisor", "ready", handle.pid(), null, Memory.pss(handle), null, null))
                .orElse(new ProcessView("supervisor", STOPPED, null, null, 0, null, null));
    }

    private static ProcessView of(String name, int port, Readiness readiness, RunState state) {
        Optional<RecordedProcess> recorded = state.process(name);
        Optional<ProcessHandle> running =
                recorded.map(RecordedProcess::identity).flatMap(ProcessIdentity::running);
        if (recorded.isEmpty() || running.isEmpty()) {
            String note = recorded.map(RecordedProcess::note).orElse(null);
            boolean comesBack = state.isSupervised() && note != null;
            return new ProcessView(
                    name, comesBack ? "restarting" : STOPPED, null, port, 0, null, comesBack ? note : null);
        }
        return new ProcessView(
                name,
                described(recorded.get().state(), readiness),
                running.get().pid(),
                recorded.get().port(),
                Memory.pssOfTree(running.get()),
                recorded.get().startMillis(),
                null);
    }

    private static String described(ProcessState recorded, Readiness readiness) {
        if (recorded != ProcessState.READY) {
            return recorded.toString();
        }
        return readiness.isReady() ? "ready" : "unready";
    }
}
