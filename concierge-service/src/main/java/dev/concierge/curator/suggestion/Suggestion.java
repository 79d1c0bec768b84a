package dev.concierge.curator.suggestion;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A thought, which its guest accepts or dismisses. */
@Entity
@Table(name = "suggestions")
class Suggestion {
    @EmbeddedId
    private SuggestionId id;

    private String guest;
    private String title;
    private String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, @Nullable Object> sketch;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable UUID job;
    private Instant suggestedAt;
    private @Nullable Instant decidedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Suggestion() {}

    /** What the guest made of it. */
    enum Status {
        PROPOSED,
        ACCEPTED,
        DISMISSED
    }

    Suggestion(SuggestionId id, Propose said, Instant suggestedAt) {
        this.id = id;
        this.guest = said.guest();
        this.title = said.title();
        this.reason = said.reason();
        this.sketch = Objects.requireNonNullElse(said.sketch(), Map.of());
        this.status = Status.PROPOSED;
        this.suggestedAt = suggestedAt;
    }

    /** @param job the draft it becomes */
    void accept(UUID job, Instant at) {
        this.job = job;
        decide(Status.ACCEPTED, at);
    }

    void dismiss(Instant at) {
        decide(Status.DISMISSED, at);
    }

    private void decide(Status decision, Instant at) {
        this.status = decision;
        this.decidedAt = at;
    }

    SuggestionId id() {
        return id;
    }

    String guest() {
        return guest;
    }

    String title() {
        return title;
    }

    String reason() {
        return reason;
    }

    Map<String, @Nullable Object> sketch() {
        return sketch;
    }

    Status status() {
        return status;
    }

    @Nullable
    UUID job() {
        return job;
    }

    Instant suggestedAt() {
        return suggestedAt;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }
}
