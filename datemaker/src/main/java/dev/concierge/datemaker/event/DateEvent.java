package dev.concierge.datemaker.event;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A date event; a row inserted by hand is one too. */
@Entity
@Table(name = "dating_events")
class DateEvent {
    @EmbeddedId
    private DateEventId id;

    @Column(name = "start_dttm")
    private Instant startsAt;

    @Column(name = "state_id")
    private DateEventState state = DateEventState.NOT_STARTED;

    private @Nullable String title;

    @Column(name = "series_id")
    private @Nullable UUID series;

    private @Nullable Instant announcedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected DateEvent() {}

    /** @param series the series that planned it; null for a single event */
    DateEvent(DateEventId id, Instant startsAt, @Nullable String title, @Nullable UUID series) {
        this.id = id;
        this.startsAt = startsAt;
        this.title = title;
        this.series = series;
    }

    DateEventId id() {
        return id;
    }

    Instant startsAt() {
        return startsAt;
    }

    DateEventState state() {
        return state;
    }

    @Nullable
    String title() {
        return title;
    }

    @Nullable
    UUID series() {
        return series;
    }

    /** From now on the fleet has heard of it. */
    void announced(Instant now) {
        announcedAt = now;
    }
}
