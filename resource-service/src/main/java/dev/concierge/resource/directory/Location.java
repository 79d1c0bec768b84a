package dev.concierge.resource.directory;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;

@Entity
@Table(name = "locations")
class Location {
    @EmbeddedId
    private Place place;

    private String name;
    private ZoneId zone;
    private boolean closed;
    private boolean erasing;

    @Column(updatable = false)
    private Instant addedAt;

    @Version
    private Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Location() {}

    Place place() {
        return place;
    }

    String name() {
        return name;
    }

    ZoneId zone() {
        return zone;
    }

    boolean isOpen() {
        return !closed && !erasing;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isErasing() {
        return erasing;
    }

    void change(String name, ZoneId zone, boolean closed) {
        this.name = name;
        this.zone = zone;
        this.closed = closed;
    }

    /** From now on nothing is written, until all that is here is gone. */
    void erase() {
        erasing = true;
    }
}
