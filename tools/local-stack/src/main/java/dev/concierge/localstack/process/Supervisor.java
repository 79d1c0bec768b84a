package dev.concierge.localstack.process;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Owns the processes of the fleet: the foundation first, then everything else at once. It may be killed at any moment;
 * the next one finds by the run state what is left and adopts or replaces it.
 */
public final class Supervisor {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_CUTS = Duration.ofSeconds(10);
    private static final Duration LATE_START = Duration.ofSeconds(30);

    private final Home home;
    private final List<ProcessSpec> foundation;
    private final List<ProcessSpec> services;
    private final Clock clock;
    private final Board board;
    private final List<Thread> keepers = new CopyOnWriteArrayList<>();

    public Supervisor(Home home, List<ProcessSpec> foundation, List<ProcessSpec> services, Clock clock) {
        this.home = home;
        this.foundation = foundation;
        this.services = services;
        this.clock = clock;
        this.board = new Board(home, ProcessIdentity.of(ProcessHandle.current()), all().toList());
    }

    /**
     * Goes on until the process is told to end or another supervisor takes over.
     *
     * @param prepare runs once the foundation is ready
     * @param afterwards runs once everything is ready
     */
    public void run(Runnable prepare, Runnable afterwards) throws InterruptedException {
        Instant start = clock.instant();
        RunState left = RunState.read(home);
        Handover.forget(home);
        left.alive().forEach(board::inherit);
        board.save();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        List<RecordedProcess> obsolete =
                left.alive().stream().filter(this::isObsolete).toList();
        Shutdown.of(obsolete, _ -> {});
        obsolete.forEach(process -> board.forget(process.name()));
        Thread.ofVirtual().name("up").start(() -> up(left, start, prepare, afterwards));
        Instant lastCut = start;
        while (board.pause(BETWEEN_LOOKS)) {
            if (Handover.isWanted(home)) {
                Handover.give(home);
            }
            if (Duration.between(lastCut, clock.instant()).compareTo(BETWEEN_CUTS) > 0) {
                cutLogs();
                lastCut = clock.instant();
            }
            board.catchUp();
        }
    }

    /** A full disk, or a log that was moved away, is no reason to end the fleet. */
    private void cutLogs() {
        try {
            LogFiles.cut(home.logs());
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
        }
    }

    private void up(RunState left, Instant start, Runnable prepare, Runnable afterwards) {
        try {
            keep(foundation, left);
            if (board.awaitReady(foundation)) {
                prepare.run();
                keep(services, left);
            }
            if (board.awaitReady(all().toList())) {
                board.ready(Duration.between(start, clock.instant()).toMillis());
                afterwards.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!board.isStopping()) {
                board.fail(new RunState.Failure(e.toString(), "see " + home.log("supervisor")));
            }
        }
    }

    private void keep(List<ProcessSpec> specs, RunState left) {
        for (ProcessSpec spec : specs) {
            Optional<RecordedProcess> adoptable = left.process(spec.name()).filter(process -> !isObsolete(process));
            keepers.add(Thread.ofVirtual().name(spec.name()).start(() -> {
                try {
                    new Keeper(spec, board, clock).keep(adoptable);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    private boolean isObsolete(RecordedProcess process) {
        return all().noneMatch(spec ->
                spec.name().equals(process.name()) && spec.fingerprint().equals(process.fingerprint()));
    }

    private Stream<ProcessSpec> all() {
        return Stream.concat(foundation.stream(), services.stream());
    }

    private void stop() {
        board.stop();
        Shutdown.of(board.processes(), _ -> board.refresh());
        for (Thread keeper : keepers) {
            awaitEnd(keeper);
        }
    }

    /** A keeper that was starting its process when we were told to stop still has to end it. */
    private static void awaitEnd(Thread keeper) {
        try {
            keeper.join(LATE_START);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
