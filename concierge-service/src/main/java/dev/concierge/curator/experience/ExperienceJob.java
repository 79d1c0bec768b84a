package dev.concierge.curator.experience;

import dev.concierge.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job that creates an experience. */
final class ExperienceJob {
    /** What a job is at. */
    enum Status {
        /** Waits to be filled in. */
        DRAFT,
        /** Waits for its owner. */
        CONSENT_REQUIRED,
        RUNNING,
        /** Waits for its actor to change what was refused. */
        ACTION_REQUIRED,
        /** What was made is taken back. */
        UNDOING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** What is done of it, in this order. */
    enum Step {
        NAME,
        OFFER,
        IMAGES,
        INFO,
        ACTIVATION
    }

    private final UUID requestId;
    private final Instant createdAt;
    private final long epoch;
    private final long version;

    private State state;

    /**
     * What changes of it.
     *
     * @param generation counts its fresh starts: what was withdrawn elsewhere under one number is made anew under the next
     * @param then what it becomes once it has been undone; null unless it is being undone
     * @param wanted null in a draft
     * @param trouble why it does not go on; null where it does
     * @param attempts of the step, in a row
     * @param stepSince when the step was first tried
     */
    record State(
            int generation,
            Status status,
            Step step,
            @Nullable Status then,
            @Nullable CreateExperience wanted,
            Party party,
            @Nullable Trouble trouble,
            @Nullable UUID offerId,
            int attempts,
            Instant dueAt,
            Instant stepSince,
            Instant updatedAt) {}

    /**
     * As its row has it.
     *
     * @param epoch raised whenever somebody takes it: who holds an older number has lost it
     */
    ExperienceJob(UUID requestId, Instant createdAt, long epoch, long version, State state) {
        this.requestId = requestId;
        this.createdAt = createdAt;
        this.epoch = epoch;
        this.version = version;
        this.state = state;
    }

    /** A new one, to be filled in. */
    static ExperienceJob draft(UUID requestId, Party party, Instant now) {
        return new ExperienceJob(
                requestId,
                now,
                0,
                1,
                new State(1, Status.DRAFT, Step.NAME, null, null, party, null, null, 0, now, now, now));
    }

    /** What it makes is known by this id, here and in journey-service. */
    UUID experienceId() {
        return Ids.derived(requestId, "experience " + state.generation);
    }

    /** Under which resource-service knows it. */
    UUID offerRequest() {
        return Ids.derived(requestId, "offer " + state.generation);
    }

    CreateExperience content() {
        return Objects.requireNonNull(state.wanted, "wanted is null");
    }

    boolean isUnderWay() {
        return state.status == Status.RUNNING || state.status == Status.UNDOING;
    }

    void fill(@Nullable CreateExperience content) {
        keep(content, state.party, state.offerId);
    }

    void hand(Party party) {
        keep(state.wanted, party, state.offerId);
    }

    /** The name is reserved: everything else can be made. */
    void begin(Instant now) {
        to(Status.RUNNING, Step.OFFER, null, null, now);
    }

    /** Waits for its owner or its actor. */
    void await(Status whom, @Nullable Trouble why, Instant now) {
        to(whom, state.step, null, why, now);
    }

    /** Waits for another name before anything is made. */
    void awaitName(Trouble why, Instant now) {
        to(Status.ACTION_REQUIRED, Step.NAME, null, why, now);
    }

    void offered(UUID offer) {
        keep(state.wanted, state.party, offer);
    }

    /** Its step is done. */
    void advance(Instant now) {
        if (state.step == Step.ACTIVATION) {
            to(Status.DONE, state.step, null, null, now);
        } else {
            to(Status.RUNNING, Step.values()[state.step.ordinal() + 1], null, null, now);
        }
    }

    /** Tried again later. */
    void delay(Duration pause, Trouble why, Instant now) {
        Trouble shown = state.status == Status.UNDOING && state.trouble != null ? state.trouble : why;
        tryAt(now.plus(pause), state.attempts + 1, shown, now);
    }

    /** Tried at once, however long it was to wait. */
    void hurry(Instant now) {
        tryAt(now, state.attempts, state.trouble, now);
    }

    /** @param end what it becomes then; {@link Status#RUNNING} to start again */
    void undo(Status end, @Nullable Trouble why, Instant now) {
        to(Status.UNDOING, state.step, end, why, now);
    }

    /** Nothing of it is left elsewhere. */
    void undone(Instant now) {
        Status end = Objects.requireNonNull(state.then, "then is null");
        if (end == Status.RUNNING) {
            startAgain(now);
        } else {
            to(end, state.step, null, state.trouble, now);
        }
    }

    /** Under new ids: the others refuse what they were told to take back. */
    void startAgain(Instant now) {
        state = new State(
                state.generation + 1,
                Status.RUNNING,
                Step.OFFER,
                null,
                state.wanted,
                state.party,
                null,
                null,
                0,
                now,
                now,
                now);
    }

    private void keep(@Nullable CreateExperience content, Party party, @Nullable UUID offer) {
        state = new State(
                state.generation,
                state.status,
                state.step,
                state.then,
                content,
                party,
                state.trouble,
                offer,
                state.attempts,
                state.dueAt,
                state.stepSince,
                state.updatedAt);
    }

    private void tryAt(Instant due, int attempts, @Nullable Trouble why, Instant now) {
        state = new State(
                state.generation,
                state.status,
                state.step,
                state.then,
                state.wanted,
                state.party,
                why,
                state.offerId,
                attempts,
                due,
                state.stepSince,
                now);
    }

    private void to(Status status, Step step, @Nullable Status then, @Nullable Trouble why, Instant now) {
        state = new State(
                state.generation, status, step, then, state.wanted, state.party, why, state.offerId, 0, now, now, now);
    }

    UUID requestId() {
        return requestId;
    }

    Instant createdAt() {
        return createdAt;
    }

    long epoch() {
        return epoch;
    }

    long version() {
        return version;
    }

    State state() {
        return state;
    }
}
