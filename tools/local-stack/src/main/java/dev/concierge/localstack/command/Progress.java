package dev.concierge.localstack.command;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.ProcessState;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows a new supervisor through the run state: one line for each process that becomes ready or ends. */
final class Progress {
    private static final Duration SUPERVISOR_BOUND = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int HOPELESS = 3;

    private final Home home;
    private final List<ProcessSpec> specs;
    private final @Nullable ProcessIdentity before;
    private final Map<String, String> printed = new HashMap<>();

    /** @param before the supervisor whose place the new one takes */
    Progress(Home home, List<ProcessSpec> specs, @Nullable ProcessIdentity before) {
        this.home = home;
        this.specs = specs;
        this.before = before;
    }

    void awaitReady() {
        if (!Wait.until(SUPERVISOR_BOUND, () -> isNew(RunState.read(home)))) {
            throw new CannotContinue("the supervisor did not start", "see " + home.log("supervisor"));
        }
        boolean isReady = Wait.until(BOUND, () -> look(RunState.read(home)));
        if (!isReady) {
            throw new CannotContinue(
                    "not everything is ready after " + BOUND.toMinutes() + " minutes",
                    "see ./concierge status and logs");
        }
    }

    private boolean isNew(RunState state) {
        return state.isSupervised() && !Objects.equals(state.supervisor(), before);
    }

    private boolean look(RunState state) {
        for (ProcessSpec spec : specs) {
            state.process(spec.name()).ifPresent(this::show);
        }
        RunState.Failure failure = state.failure();
        if (failure != null) {
            throw new CannotContinue(failure.problem(), failure.remedy());
        }
        if (!state.isSupervised()) {
            throw new CannotContinue("the supervisor ended", "see " + home.log("supervisor") + ", then ./concierge up");
        }
        state.processes().stream().filter(Progress::isHopeless).findFirst().ifPresent(process -> {
            throw new CannotContinue(
                    process.name() + " does not come up: " + process.note(),
                    "see ./concierge logs " + process.name() + "; ./concierge down stops the others");
        });
        Long millis = state.readyMillis();
        if (millis != null) {
            System.out.printf(Locale.ROOT, "Ready after %.1f s.%n", millis / 1000.0);
        }
        return millis != null;
    }

    private static boolean isHopeless(RecordedProcess process) {
        return process.state() == ProcessState.RESTARTING && process.restarts() >= HOPELESS;
    }

    private void show(RecordedProcess process) {
        Long millis = process.startMillis();
        String text = switch (process.state()) {
            case READY -> String.format(Locale.ROOT, "ready in %5.1f s", millis == null ? 0 : millis / 1000.0);
            case RESTARTING -> String.valueOf(process.note());
            case STARTING, STOPPED -> "";
        };
        if (!text.isEmpty() && !text.equals(printed.put(process.name(), text))) {
            System.out.printf("  %-18s %s%n", process.name(), text);
        }
    }
}
