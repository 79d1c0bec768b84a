package dev.concierge.journey.schedule;

import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Schedule;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.schedule.Schedules.Due;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes guests in when their journey's time has come: some at a time, each by a command on the guest's own stream, where
 * entry rules decide. Any pod may; ids derive from the time, so that nobody is taken in twice. Times that passed while
 * nobody looked are made up for once.
 */
@Component
class EnterScheduled {
    private static final int STEP = 500;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Schedules schedules;
    private final Versions versions;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EnterScheduled(
            Schedules schedules, Versions versions, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.schedules = schedules;
        this.versions = versions;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void run() {
        transaction.executeWithoutResult(_ -> schedules.unknown().forEach(this::notice));
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> step(clock.instant())));
        }
    }

    /** One that was published after its only time is not made up for. */
    private void notice(Schedules.Live live) {
        Instant next = versions.find(live.journeyId(), live.version())
                .map(Definition::schedule)
                .flatMap(schedule -> schedule.next(clock.instant().minus(SECOND)))
                .orElse(null);
        schedules.set(live, next);
    }

    private boolean step(Instant now) {
        Due due = schedules.takeDue(now).orElse(null);
        if (due == null) {
            return false;
        }
        Schedule schedule = Objects.requireNonNull(
                versions.find(due.journeyId(), due.version()).orElseThrow().schedule());
        Portion portion = Portion.of(schedule.perMinute());
        List<String> guests = guests(schedule, due.after(), portion.guests());
        guests.forEach(guest -> enter(due, guest, now));
        if (guests.size() < portion.guests()) {
            schedules.end(due, following(schedule, due.time(), now));
        } else {
            schedules.goOn(due, guests.getLast(), now.plus(portion.pause()));
        }
        return true;
    }

    /** Of times that have passed meanwhile the last one; null when there is none left. */
    private static @Nullable Instant following(Schedule schedule, Instant time, Instant now) {
        Instant following = schedule.next(time).orElse(null);
        Instant later = following;
        while (later != null && !later.isAfter(now)) {
            following = later;
            later = schedule.next(later).orElse(null);
        }
        return following;
    }

    private List<String> guests(Schedule schedule, String after, int most) {
        return schedule.guests().isEmpty()
                ? schedules.guests(after, most)
                : schedule.guests().stream()
                        .filter(guest -> guest.compareTo(after) > 0)
                        .limit(most)
                        .toList();
    }

    private void enter(Due due, String guest, Instant now) {
        RunId run = new RunId(Ids.derived(due.journeyId().asUuid(), "scheduled:" + due.time() + ":" + guest));
        outbox.append(new OutgoingMessage(
                Ids.derived(run.value(), "initiate"),
                "journey-triggers",
                guest,
                "run.initiate",
                new RunInitiate(run, due.journeyId(), guest, now.truncatedTo(ChronoUnit.MICROS), Map.of())));
    }

    /** Guests who are taken in together: one, or as many as may in a second; the next ones after the pause. */
    record Portion(int guests, Duration pause) {
        static Portion of(int perMinute) {
            if (perMinute == 0) {
                return new Portion(STEP, Duration.ZERO);
            }
            int guests = Math.min(Math.ceilDiv(perMinute, (int) MINUTE.toSeconds()), STEP);
            return new Portion(guests, MINUTE.multipliedBy(guests).dividedBy(perMinute));
        }
    }

    /** The command {@code run.initiate}. */
    record RunInitiate(
            RunId runId, JourneyId journeyId, String userId, Instant requestedAt, Map<String, Object> attributes) {}
}
