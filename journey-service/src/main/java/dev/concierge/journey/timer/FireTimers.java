package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.parking.ParkedStep;
import dev.concierge.platform.parking.ParkedWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fires what is due in the shards that this worker owns; the platform's fence keeps every other pod from it. A timer
 * whose run cannot be moved is parked among the messages of its guest, and those of a guest who has something parked
 * wait behind it.
 */
@Component
class FireTimers implements PartitionWork {
    private static final Logger log = LoggerFactory.getLogger(FireTimers.class);
    private static final int STEP = 500;

    private final Timers timers;
    private final DueTimes dueTimes;
    private final Gate gate;
    private final MoveElapsed moveElapsed;
    private final ElapsedTimers elapsedTimers;
    private final ParkedWork parked;
    private final Clock clock;
    private final Metrics metrics;

    /** The shard that was reached last; workers share it, and only fairness depends on it. */
    private volatile int last = -1;

    FireTimers(
            Timers timers,
            DueTimes dueTimes,
            Gate gate,
            MoveElapsed moveElapsed,
            ElapsedTimers elapsedTimers,
            ParkedWork parked,
            Clock clock,
            MeterRegistry meters) {
        this.timers = timers;
        this.dueTimes = dueTimes;
        this.gate = gate;
        this.moveElapsed = moveElapsed;
        this.elapsedTimers = elapsedTimers;
        this.parked = parked;
        this.clock = clock;
        this.metrics = new Metrics(
                counter("journey.timers.fired", "Timers fired", meters),
                counter("journey.timers.blind", "Timers fired late with events unread, after the longest hold", meters),
                counter("journey.timers.parked", "Timers parked, because their runs cannot be moved", meters),
                Timer.builder("journey.timers.lag")
                        .description("How long after their time timers fire")
                        .register(meters));
    }

    private static Counter counter(String name, String description, MeterRegistry meters) {
        return Counter.builder(name).description(description).register(meters);
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public boolean isDue(OwnedShards shards) {
        Instant now = clock.instant();
        if (!dueTimes.areTrusted(shards, now)) {
            read(List.of(shards.numbers()), now);
        }
        gate.watch(shards); // after the reading: while the database is away nothing is watched
        return !due(shards, now).isEmpty();
    }

    @Override
    public void run(OwnedShards shards) {
        Instant now = clock.instant();
        List<Integer> turns = inTurn(due(shards, now));
        List<DueTimer> due = timers.take(gate.openings(turns, now), STEP);
        List<DueTimer> free = withoutParked(due);
        moveElapsed.move(free).forEach(stuck -> park(stuck.timer(), stuck.failure()));
        List<Integer> reached = due.size() < STEP ? turns : reached(turns, due);
        read(reached, now);
        last = reached.isEmpty() ? last : reached.getLast();
        metrics.fired(due, now);
    }

    private void read(List<Integer> shards, Instant now) {
        dueTimes.read(shards, timers.next(shards), now);
    }

    private List<Integer> due(OwnedShards shards, Instant now) {
        return dueTimes.due(shards, shard -> gate.opening(shard, now).until());
    }

    /** Behind the one that was reached last, so that a shard where much is due holds up no other. */
    private List<Integer> inTurn(List<Integer> shards) {
        List<Integer> turns =
                new ArrayList<>(shards.stream().filter(shard -> shard > last).toList());
        shards.stream().filter(shard -> shard <= last).forEach(turns::add);
        return turns;
    }

    private static List<Integer> reached(List<Integer> turns, List<DueTimer> taken) {
        Set<Integer> shards = taken.stream()
                .map(timer -> Shard.of(timer.userId().value()).number())
                .collect(Collectors.toSet());
        int farthest = turns.size() - 1;
        while (farthest > 0 && !shards.contains(turns.get(farthest))) {
            farthest--;
        }
        return turns.subList(0, farthest + 1);
    }

    @Override
    public void redrive(ParkedStep step) {
        elapsedTimers.on(List.of(step.as(DueTimer.class)));
    }

    private List<DueTimer> withoutParked(List<DueTimer> due) {
        Set<String> keys = due.isEmpty()
                ? Set.of()
                : parked.parkedKeys(
                        this, due.stream().map(timer -> timer.userId().value()).toList());
        List<DueTimer> free = new ArrayList<>();
        for (DueTimer timer : due) {
            if (keys.contains(timer.userId().value())) {
                park(timer, "waits behind what is parked of the same guest");
            } else {
                free.add(timer);
            }
        }
        return free;
    }

    private void park(DueTimer timer, RuntimeException failure) {
        log.error(
                "Parked the timer of visit {} of run {}, which cannot be moved", timer.visit(), timer.runId(), failure);
        park(timer, failure.toString());
    }

    private void park(DueTimer timer, String cause) {
        String id = Ids.derived(timer.runId().value(), "timer:" + timer.visit()).toString();
        parked.park(this, new ParkedWork.Step(timer.userId().value(), id, "timer.elapsed", timer), cause);
        metrics.parked().increment();
    }

    private record Metrics(Counter fired, Counter blind, Counter parked, Timer lag) {
        void fired(List<DueTimer> due, Instant now) {
            fired.increment(due.size());
            blind.increment(due.stream().filter(DueTimer::blind).count());
            due.forEach(timer -> lag.record(Duration.between(timer.dueAt(), now)));
        }
    }
}
