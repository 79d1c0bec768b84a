package dev.concierge.localstack.process;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.process.Launch.Launched;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps one process running: starts or adopts it, says when it is ready, starts it again when it ends. */
final class Keeper {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(150);

    private final ProcessSpec spec;
    private final Board board;
    private final Clock clock;

    Keeper(ProcessSpec spec, Board board, Clock clock) {
        this.spec = spec;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Returns when the supervisor stops.
     *
     * @param left the process that an earlier supervisor left running, if it did
     */
    void keep(Optional<RecordedProcess> left) throws InterruptedException {
        Backoff backoff = Backoff.FIRST;
        Optional<Launched> adopted = left.flatMap(this::adopt);
        while (!board.isStopping()) {
            Instant start = clock.instant();
            String end = adopted.isPresent() ? watch(adopted.get(), start) : start(start);
            adopted = Optional.empty();
            backoff = backoff.after(Duration.between(start, clock.instant()));
            if (!board.isStopping()) {
                rest(end, backoff.pause());
            }
            backoff = backoff.next();
        }
    }

    /** What it was told to be ready of is asked again: it may have stopped answering while nobody looked. */
    private Optional<Launched> adopt(RecordedProcess left) {
        return Optional.ofNullable(left.identity())
                .flatMap(ProcessIdentity::running)
                .map(handle -> {
                    board.adopt(spec.readiness().isReady() ? left : left.started(ProcessIdentity.of(handle)));
                    return Launched.found(handle);
                });
    }

    private String start(Instant start) throws InterruptedException {
        try {
            Launched launched = spec.launch().launch();
            board.update(spec.name(), process -> process.started(ProcessIdentity.of(launched.handle())));
            if (board.isStopping()) {
                launched.handle().destroy();
            }
            return watch(launched, start);
        } catch (IOException | RuntimeException e) {
            return "cannot be started: " + e.getMessage();
        }
    }

    private String watch(Launched launched, Instant start) throws InterruptedException {
        if (!board.isReady(spec)) {
            awaitReady(launched.handle(), start);
        }
        return launched.end().join();
    }

    private void awaitReady(ProcessHandle process, Instant start) throws InterruptedException {
        while (process.isAlive() && !board.isStopping()) {
            if (spec.readiness().isReady()) {
                long millis = Duration.between(start, clock.instant()).toMillis();
                board.update(spec.name(), recorded -> recorded.ready(millis));
                return;
            }
            board.pause(BETWEEN_PROBES);
        }
    }

    private void rest(String end, Duration pause) throws InterruptedException {
        board.update(spec.name(), process -> process.restarting(end + "; starts again in " + pause.toSeconds() + " s"));
        board.pause(pause);
    }

    /** How long to wait before a process is started again: 1 s, doubling to 30 s; forgotten after a calm minute. */
    record Backoff(Duration pause) {
        static final Backoff FIRST = new Backoff(Duration.ofSeconds(1));
        private static final Duration LONGEST = Duration.ofSeconds(30);
        private static final Duration CALM = Duration.ofMinutes(1);

        Backoff next() {
            Duration doubled = pause.multipliedBy(2);
            return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
        }

        Backoff after(Duration lived) {
            return lived.compareTo(CALM) >= 0 ? FIRST : this;
        }
    }
}
