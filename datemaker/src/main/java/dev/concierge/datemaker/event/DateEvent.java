package dev.concierge.datemaker.event;

import dev.concierge.datemaker.plan.Plan;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A date event; a row inserted by hand is one too. */
@Entity
@Table(name = "dating_events")
public class DateEvent {
    @EmbeddedId
    private DateEventId id;

    @Column(name = "start_dttm")
    private Instant startsAt;

    @Column(name = "state_id")
    private DateEventState state = DateEventState.NOT_STARTED;

    private @Nullable String title;

    @Column(name = "series_id")
    private @Nullable UUID series;

    @Embedded
    private Format format;

    @Embedded
    private Timing timing;

    @Embedded
    private @Nullable Fare fare;

    private @Nullable String skipReason;

    @Enumerated(EnumType.STRING)
    private Step step = Step.ADOPT;

    private @Nullable Instant dueAt;

    private @Nullable Instant closesAt;

    private int round;

    private long shiftMillis;

    private @Nullable Instant heldAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<Integer, Plan> plans = Map.of();

    private @Nullable Instant announcedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected DateEvent() {}

    /**
     * @param series the series that planned it; null for a single event
     * @param fare null where seats cost nothing
     */
    DateEvent(
            DateEventId id,
            Instant startsAt,
            @Nullable String title,
            @Nullable UUID series,
            Format format,
            Timing timing,
            @Nullable Fare fare) {
        this.id = id;
        this.startsAt = startsAt;
        this.title = title;
        this.series = series;
        this.format = format;
        this.timing = timing;
        this.fare = fare;
        this.dueAt = schedule().asks();
        this.step = Step.ASK;
    }

    public DateEventId id() {
        return id;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public DateEventState state() {
        return state;
    }

    public @Nullable String title() {
        return title;
    }

    public @Nullable UUID series() {
        return series;
    }

    public Format format() {
        return format;
    }

    public Timing timing() {
        return timing;
    }

    /** What a guest books to have a seat; null where seats are for nothing. */
    public @Nullable Fare fare() {
        return fare;
    }

    /** What the offer says that a seat costs. */
    public void costs(long total, String currency) {
        fare = fare == null ? null : fare.at(total, currency);
    }

    public @Nullable String skipReason() {
        return skipReason;
    }

    public Step step() {
        return step;
    }

    /** When the next step is to be taken; null when there is none. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    /** Until when seats can be had; null before anybody is asked. */
    public @Nullable Instant closesAt() {
        return closesAt;
    }

    /** The round under way or to come, from 0. */
    public int round() {
        return round;
    }

    public boolean isHeld() {
        return heldAt != null;
    }

    /** The rounds that each group has before it, after the one under way. */
    public Map<Integer, Plan> plans() {
        return plans;
    }

    public Schedule schedule() {
        return new Schedule(startsAt, timing, Duration.ofMillis(shiftMillis));
    }

    /** From now on the fleet has heard of it. */
    void announced(Instant now) {
        announcedAt = now;
    }

    public boolean isDue(Instant now) {
        return heldAt == null && dueAt != null && !dueAt.isAfter(now);
    }

    /** Whatever was inserted in another state than the first is history, and left as it is. */
    public void adopt() {
        if (state == DateEventState.NOT_STARTED) {
            next(Step.ASK, schedule().asks());
        } else {
            dueAt = null;
        }
    }

    /** Whoever has registered is asked now, until {@code closesAt}. */
    public void confirmUntil(Instant closesAt) {
        state = DateEventState.REG_CONFIRM;
        this.closesAt = closesAt;
    }

    public void next(Step step, Instant at) {
        this.step = step;
        this.dueAt = at;
    }

    public void takesPlace() {
        state = DateEventState.READY;
        next(Step.RULES, schedule().rules());
    }

    public void skip(String reason) {
        state = DateEventState.SKIPPED;
        skipReason = reason;
        dueAt = null;
    }

    /** The round begins; {@code plans} are those that come after it. */
    public void run(Map<Integer, Plan> plans) {
        state = DateEventState.RUNNING;
        this.plans = Map.copyOf(plans);
    }

    public void roundIsOver() {
        round++;
        next(Step.ROUND, schedule().roundBegins(round));
    }

    public void finish() {
        state = DateEventState.FINISHED;
        plans = Map.of();
        dueAt = null;
    }

    /** The host stops the clock. */
    public void hold(Instant now) {
        heldAt = now;
    }

    /** The clock goes on; what was to come comes later by as long as it stood, which is answered. */
    public Duration resume(Instant now) {
        Duration stood = heldAt == null ? Duration.ZERO : Duration.between(heldAt, now);
        heldAt = null;
        extend(stood);
        return stood;
    }

    /** What is under way takes longer, and all that follows comes later. */
    public void extend(Duration by) {
        shiftMillis += by.toMillis();
        if (dueAt != null) {
            dueAt = dueAt.plus(by);
        }
    }
}
