package dev.concierge.datemaker.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When each step of an event is due: all from one instant and never from the step before, so that nothing drifts.
 *
 * @param shift by how much the host has put off what is still to come
 */
public record Schedule(Instant startsAt, Timing timing, Duration shift) {
    private static final Duration ASK = Duration.ofHours(24);
    private static final List<Duration> REMINDERS = List.of(Duration.ofHours(12), Duration.ofHours(3));
    private static final Duration CLOSE = Duration.ofHours(1);
    private static final Duration RULES = Duration.ofMinutes(5);
    private static final Duration MISSING = Duration.ofSeconds(60);

    public Instant asks() {
        return startsAt.minus(ASK);
    }

    /**
     * An hour before the start; where that is over or near, in the middle of what is left for an answer: until the rules
     * are sent, or until the start where it is too late even for them.
     */
    public Instant closes(Instant askedAt) {
        Instant usual = startsAt.minus(CLOSE);
        Duration left = Duration.between(askedAt, askedAt.isBefore(rules()) ? rules() : startsAt);
        Instant middle = left.isNegative() ? askedAt : askedAt.plus(left.dividedBy(2));
        return usual.isBefore(middle) ? middle : usual;
    }

    /** The next reminder to come, if there is one before the close. */
    public Optional<Instant> reminderAfter(Instant now, Instant closesAt) {
        return REMINDERS.stream()
                .map(startsAt::minus)
                .filter(at -> at.isAfter(now) && at.isBefore(closesAt))
                .findFirst();
    }

    public Instant rules() {
        return startsAt.minus(RULES);
    }

    /** @param round from 0 */
    public Instant roundBegins(int round) {
        return startsAt.plusSeconds(timing.lateSeconds())
                .plus(shift)
                .plus(timing.cadence().multipliedBy(round));
    }

    /** When a partner who has not come counts as missing; not in calls shorter than that. */
    public Optional<Instant> check(int round) {
        Instant check = roundBegins(round).plus(MISSING);
        return check.isBefore(roundEnds(round)) ? Optional.of(check) : Optional.empty();
    }

    public Instant roundEnds(int round) {
        return roundBegins(round).plusSeconds(timing.callSeconds());
    }

    /** @param round the one that did not take place any more */
    public Instant choicesEnd(int round) {
        return roundBegins(round).plusSeconds(timing.choiceSeconds());
    }
}
