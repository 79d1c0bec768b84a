package dev.concierge.event.trigger;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An additional way into a live journey, or to its waiting runs. */
@Entity
@Table(name = "trigger_events")
class Trigger {
    @EmbeddedId
    private TriggerId id;

    private String journeyId;
    private String eventName;

    @JdbcTypeCode(SqlTypes.JSON)
    private Conditions conditions;

    private boolean trigger;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Trigger() {}

    Trigger(TriggerId id, SaveTrigger wanted) {
        this.id = id;
        this.journeyId = wanted.journeyId();
        this.eventName = wanted.eventName();
        this.conditions = wanted.wanted();
        this.trigger = wanted.enters();
    }

    TriggerId id() {
        return id;
    }

    String journeyId() {
        return journeyId;
    }

    String eventName() {
        return eventName;
    }

    Conditions conditions() {
        return conditions;
    }

    /** Whether the guest enters the journey; otherwise its runs are only told. */
    boolean enters() {
        return trigger;
    }

    void replace(SaveTrigger wanted) {
        this.journeyId = wanted.journeyId();
        this.eventName = wanted.eventName();
        this.conditions = wanted.wanted();
        this.trigger = wanted.enters();
    }
}
