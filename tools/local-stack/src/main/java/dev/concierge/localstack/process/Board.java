package dev.concierge.localstack.process;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The supervisor's picture of its processes; every change is on disk, if it can be, before anybody hears of it. */
final class Board {
    private final Home home;
    private final ProcessIdentity supervisor;
    private final Map<String, RecordedProcess> unstarted = new LinkedHashMap<>();
    private final Map<String, RecordedProcess> processes = new LinkedHashMap<>();
    private @Nullable Long readyMillis;
    private RunState.@Nullable Failure failure;
    private boolean stopping;
    private boolean isSaved;

    Board(Home home, ProcessIdentity supervisor, List<ProcessSpec> specs) {
        this.home = home;
        this.supervisor = supervisor;
        specs.forEach(spec -> unstarted.put(spec.name(), RecordedProcess.notStarted(spec)));
        processes.putAll(unstarted);
    }

    /**
     * Keeps on record what an earlier supervisor left running until it is adopted or has ended: whoever comes after us,
     * or tells us to stop, must find it however long that takes.
     */
    synchronized void inherit(RecordedProcess left) {
        processes.put(left.name(), left.inherited());
    }

    /** What an earlier supervisor left running under this name has ended. */
    synchronized void forget(String name) {
        RecordedProcess next = unstarted.get(name);
        if (next == null) {
            processes.remove(name);
        } else {
            processes.put(name, next);
        }
        changed();
    }

    /** Keeps what is known about a process that already runs. */
    synchronized void adopt(RecordedProcess running) {
        processes.put(running.name(), running);
        changed();
    }

    synchronized void update(String name, UnaryOperator<RecordedProcess> change) {
        processes.computeIfPresent(name, (_, process) -> change.apply(process));
        changed();
    }

    synchronized void ready(long millis) {
        readyMillis = millis;
        changed();
    }

    synchronized void fail(RunState.Failure reason) {
        failure = reason;
        changed();
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Returns false when the supervisor stops before all are ready. */
    synchronized boolean awaitReady(Collection<ProcessSpec> specs) throws InterruptedException {
        while (!stopping && !specs.stream().allMatch(this::isReady)) {
            wait();
        }
        return !stopping;
    }

    /** Waits for the time to pass or the supervisor to stop; returns false in the second case. */
    synchronized boolean pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!stopping && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        return !stopping;
    }

    synchronized boolean isReady(ProcessSpec spec) {
        RecordedProcess process = processes.get(spec.name());
        return process != null && process.state() == ProcessState.READY;
    }

    synchronized List<RecordedProcess> processes() {
        return List.copyOf(processes.values());
    }

    synchronized void save() {
        new RunState(supervisor, processes(), readyMillis, failure).write(home);
        isSaved = true;
    }

    /** Writes anew which processes are there; they end without our doing while we stop. */
    synchronized void refresh() {
        trySave();
    }

    /** Writes what could not be written when it changed. */
    synchronized void catchUp() {
        if (!isSaved) {
            trySave();
        }
    }

    private void changed() {
        trySave();
        notifyAll();
    }

    /** A full disk must not end the watch over the processes: what is not on disk now is written once that works. */
    private void trySave() {
        boolean wasSaved = isSaved;
        isSaved = false;
        try {
            save();
        } catch (UncheckedIOException e) {
            if (wasSaved) {
                System.err.println("The run state cannot be written, tries again: " + e.getMessage());
            }
        }
    }
}
