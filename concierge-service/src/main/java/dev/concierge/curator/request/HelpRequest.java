package dev.concierge.curator.request;

import dev.concierge.curator.item.Capacity;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody asks somebody for help, who accepts or declines until it runs out. */
@Entity
@Table(name = "help_requests")
class HelpRequest {
    @EmbeddedId
    private HelpRequestId id;

    private String asker;
    private String helper;

    @Enumerated(EnumType.STRING)
    private Capacity capacity;

    @Column(name = "share")
    private @Nullable Integer shareBasisPoints;

    private String message;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable UUID job;
    private Instant expiresAt;
    private Instant askedAt;
    private @Nullable Instant decidedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected HelpRequest() {}

    /** What became of it. */
    enum Status {
        ASKED,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        CANCELLED
    }

    HelpRequest(HelpRequestId id, String asker, AskForHelp ask, Instant expiresAt, Instant askedAt) {
        this.id = id;
        this.asker = asker;
        this.helper = ask.to();
        this.capacity = ask.capacity();
        this.shareBasisPoints = ask.shareBasisPoints();
        this.message = ask.message();
        this.status = Status.ASKED;
        this.expiresAt = expiresAt;
        this.askedAt = askedAt;
    }

    boolean isOpen(Instant now) {
        return status == Status.ASKED && expiresAt.isAfter(now);
    }

    /** Whether this is what is asked for once more: whoever presses twice asks once. */
    boolean isWhatIs(AskForHelp ask) {
        return helper.equals(ask.to())
                && capacity == ask.capacity()
                && Objects.equals(shareBasisPoints, ask.shareBasisPoints())
                && message.equals(ask.message())
                && (ask.expiresAt() == null || expiresAt.equals(ask.expiresAt()));
    }

    boolean isBetween(String guest) {
        return asker.equals(guest) || helper.equals(guest);
    }

    /** @param job the draft it becomes */
    void accept(UUID job, Instant at) {
        this.job = job;
        decide(Status.ACCEPTED, at);
    }

    void decline(Instant at) {
        decide(Status.DECLINED, at);
    }

    void cancel(Instant at) {
        decide(Status.CANCELLED, at);
    }

    void expire(Instant at) {
        decide(Status.EXPIRED, at);
    }

    private void decide(Status decision, Instant at) {
        this.status = decision;
        this.decidedAt = at;
    }

    HelpRequestId id() {
        return id;
    }

    String asker() {
        return asker;
    }

    String helper() {
        return helper;
    }

    Capacity capacity() {
        return capacity;
    }

    @Nullable
    Integer shareBasisPoints() {
        return shareBasisPoints;
    }

    String message() {
        return message;
    }

    Status status() {
        return status;
    }

    @Nullable
    UUID job() {
        return job;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }
}
