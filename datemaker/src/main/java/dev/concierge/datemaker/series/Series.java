package dev.concierge.datemaker.series;

import dev.concierge.datemaker.event.EventTemplate;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Events that come back at the same time of the venue's clock. */
@Entity
@Table(name = "event_series")
class Series {
    @EmbeddedId
    private SeriesId id;

    private String rule;

    private LocalDateTime firstAt;

    private ZoneId zone;

    @JdbcTypeCode(SqlTypes.JSON)
    private EventTemplate template;

    private Instant plannedTo;

    private @Nullable Instant endedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Series() {}

    Series(
            SeriesId id,
            Recurrence recurrence,
            LocalDateTime firstAt,
            ZoneId zone,
            EventTemplate template,
            Instant from) {
        this.id = id;
        this.rule = recurrence.rule();
        this.firstAt = firstAt;
        this.zone = zone;
        this.template = template;
        this.plannedTo = from;
    }

    UUID id() {
        return id.value();
    }

    String rule() {
        return rule;
    }

    LocalDateTime firstAt() {
        return firstAt;
    }

    ZoneId zone() {
        return zone;
    }

    EventTemplate template() {
        return template;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** The starts up to an instant that have not been planned yet; they are now. */
    List<Instant> planTo(Instant until) {
        List<Instant> starts = Recurrence.of(rule).between(firstAt, zone, plannedTo, until);
        plannedTo = until;
        return starts;
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }
}
