package dev.concierge.journey.schedule;

import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Schedule;
import dev.concierge.journey.definition.Schedule.Everybody;
import dev.concierge.journey.definition.Schedule.Listed;
import dev.concierge.journey.definition.Schedule.Members;
import dev.concierge.journey.definition.Schedule.Who;
import dev.concierge.journey.schedule.Schedules.Due;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Takes guests in when their journey's time has come: some at a time, each by a command on the guest's own stream, where
 * entry rules decide. Any pod may; ids derive from the time, so that nobody is taken in twice. Times that passed while
 * nobody looked are made up for once.
 */
@Component
class EnterScheduled extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(EnterScheduled.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int STEP = 500;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Schedules schedules;
    private final Versions versions;
    private final Segments segments;
    private final TakeIn takeIn;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EnterScheduled(
            Schedules schedules,
            Versions versions,
            Segments segments,
            TakeIn takeIn,
            TransactionTemplate transaction,
            Clock clock) {
        super("enter-scheduled", Workload.BACKGROUND::run, STOP);
        this.schedules = schedules;
        this.versions = versions;
        this.segments = segments;
        this.takeIn = takeIn;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected void turn(Loop turns) throws InterruptedException {
        transaction.executeWithoutResult(_ -> schedules.unknown().forEach(this::notice));
        Optional<Due> due = schedules.due(clock.instant());
        while (due.isPresent() && !turns.isStopping()) {
            step(due.get(), clock.instant());
            due = schedules.due(clock.instant());
        }
        turns.rest(BETWEEN_LOOKS);
    }

    /** One that was published after its only time is not made up for. */
    private void notice(Schedules.Live live) {
        Instant next = versions.find(live.journeyId(), live.version())
                .map(Definition::schedule)
                .flatMap(schedule -> schedule.next(clock.instant().minus(SECOND)))
                .orElse(null);
        schedules.set(live, next);
    }

    /** Others are asked before anything is locked. */
    private void step(Due due, Instant now) {
        Schedule schedule = Objects.requireNonNull(
                versions.find(due.journeyId(), due.version()).orElseThrow().schedule());
        Portion portion = Portion.of(schedule.perMinute());
        Turn turn;
        try {
            turn = turn(schedule.who(), due, portion.guests());
        } catch (RestClientException away) {
            log.warn("{} of {} cannot be read; tried again in {}", schedule.who(), due.journeyId(), AGAIN, away);
            transaction.executeWithoutResult(_ -> {
                if (schedules.lock(due)) {
                    schedules.goOn(due, due.after(), now.plus(AGAIN));
                }
            });
            return;
        }
        transaction.executeWithoutResult(_ -> {
            if (schedules.lock(due)) {
                turn.guests().forEach(guest -> takeIn.byTime(due.journeyId(), guest, "scheduled:" + due.time()));
                if (turn.next() == null) {
                    schedules.end(due, following(schedule, due.time(), now));
                } else {
                    schedules.goOn(due, turn.next(), now.plus(portion.pause()));
                }
            }
        });
    }

    /** @param next where the others are; null when there are none */
    private record Turn(List<String> guests, @Nullable String next) {
        static Turn of(List<String> guests, int wanted) {
            return new Turn(guests, guests.size() < wanted ? null : guests.getLast());
        }
    }

    private Turn turn(Who who, Due due, int most) {
        return switch (who) {
            case Everybody _ -> Turn.of(schedules.guests(due.after(), most), most);
            case Listed(var guests) ->
                Turn.of(
                        guests.stream()
                                .filter(guest -> guest.compareTo(due.after()) > 0)
                                .limit(most)
                                .toList(),
                        most);
            case Members(var segment) -> members(segment, due, most);
        };
    }

    private Turn members(String segment, Due due, int most) {
        try {
            String cursor = due.after().isEmpty() ? null : due.after();
            Segments.Page page = segments.members(segment, cursor, Math.min(most, Segments.MOST));
            return new Turn(page.items().stream().map(Segments.Member::userId).toList(), page.next());
        } catch (HttpClientErrorException.NotFound gone) {
            log.warn("There is no segment {}: nobody enters {} by its schedule", segment, due.journeyId());
            return new Turn(List.of(), null);
        }
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
}
