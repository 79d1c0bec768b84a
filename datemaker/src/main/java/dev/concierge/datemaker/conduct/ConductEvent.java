package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventState;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.event.Step;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.platform.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an event's step when its deadline has come. The row's lock makes one conductor of however many pods there are:
 * state, calls and messages commit together or not at all, and whoever comes next finds the next deadline. A conductor
 * that stands still in the middle loses its lock, and with it the step.
 */
@Component
class ConductEvent {
    /** Milliseconds that a stopped process keeps an event from the others. */
    private static final String LONGEST_STANDSTILL = "2000";

    private final DateEvents events;
    private final PrepareEvent prepare;
    private final RunRounds runRounds;
    private final EventLog log;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Timer lag;
    private final Counter begunCalls;
    private final Counter brokenCalls;

    ConductEvent(
            DateEvents events,
            PrepareEvent prepare,
            RunRounds runRounds,
            EventLog log,
            Outbox outbox,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        this.events = events;
        this.prepare = prepare;
        this.runRounds = runRounds;
        this.log = log;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
        this.lag = Timer.builder("datemaker.conductor.lag")
                .description("How long after its time a step of an event is taken")
                .register(meters);
        this.begunCalls = Counter.builder("datemaker.calls.begun")
                .description("Calls that both guests were sent to")
                .register(meters);
        this.brokenCalls = Counter.builder("datemaker.calls.broken")
                .description("Calls that did not come about")
                .register(meters);
    }

    /** @return whether there was anything to do, so that there may be more */
    @Transactional
    public boolean conduct(UUID id) {
        jdbc.sql("select set_config('idle_in_transaction_session_timeout', ?, true)")
                .param(LONGEST_STANDSTILL)
                .query(String.class)
                .single();
        Instant now = clock.instant();
        Optional<DateEvent> due = events.take(new DateEventId(id), now);
        due.ifPresent(event -> take(event, now));
        return due.isPresent();
    }

    private void take(DateEvent event, Instant now) {
        DateEventState before = event.state();
        Instant dueAt = Objects.requireNonNull(event.dueAt());
        Step step = event.step();
        switch (step) {
            case ADOPT -> event.adopt();
            case ASK -> prepare.ask(event, now);
            case REMIND -> prepare.remind(event, now);
            case CLOSE -> prepare.close(event);
            case RULES -> prepare.sendRules(event);
            case ROUND -> begunCalls.increment(runRounds.begin(event, now));
            case CHECK -> brokenCalls.increment(runRounds.check(event, now));
            case END -> runRounds.end(event, now);
            case RESULT -> runRounds.result(event, now);
        }
        events.save(event);
        if (step != Step.ADOPT) {
            lag.record(Duration.between(dueAt, now));
            log.note(event.id().value(), now, "step", null, Map.of("step", step.name(), "round", event.round()));
        }
        if (event.state() != before) {
            outbox.append(
                    DateEventMoved.TOPIC, event.id().toString(), DateEventMoved.TYPE, DateEventMoved.of(event, now));
        }
    }
}
