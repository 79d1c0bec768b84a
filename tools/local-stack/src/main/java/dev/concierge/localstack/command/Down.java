package dev.concierge.localstack.command;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.process.Shutdown;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

final class Down {
    private static final Duration BOUND = Duration.ofMinutes(3);

    private Down() {}

    static int run(Settings settings, Arguments arguments) {
        return down(settings.home());
    }

    static int down(Home home) {
        RunState state = RunState.read(home);
        if (!state.isSupervised() && state.alive().isEmpty()) {
            System.out.println("Nothing runs.");
            return 0;
        }
        ProcessIdentity supervisor = state.supervisor();
        if (supervisor != null) {
            supervisor.running().ifPresent(handle -> end(handle, home));
        }
        // What a supervisor that was killed left behind.
        Shutdown.of(RunState.read(home).alive(), Down::stopped);
        System.out.println("Everything is stopped; the data stays in " + home.data() + ".");
        return 0;
    }

    private static void end(ProcessHandle supervisor, Home home) {
        Set<String> running = new HashSet<>();
        RunState.read(home).alive().forEach(process -> running.add(process.name()));
        supervisor.destroy();
        boolean ended = Wait.until(BOUND, () -> {
            Set<String> left = new HashSet<>();
            RunState.read(home).alive().stream().map(RecordedProcess::name).forEach(left::add);
            running.stream().filter(name -> !left.contains(name)).forEach(Down::stopped);
            running.retainAll(left);
            return !supervisor.isAlive();
        });
        if (!ended) {
            throw new CannotContinue(
                    "the supervisor with pid " + supervisor.pid() + " does not end",
                    "kill -9 " + supervisor.pid() + ", then ./concierge down");
        }
    }

    private static void stopped(String name) {
        System.out.println("  " + name + " stopped");
    }
}
