package dev.concierge.resource.directory;

import dev.concierge.resource.shard.ShardId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;

@Entity
@Table(name = "businesses")
class Business {
    @EmbeddedId
    private BusinessId id;

    private String name;
    private ZoneId zone;
    private String shard;
    private long epoch;
    private boolean closed;
    private boolean erasing;

    @Column(updatable = false)
    private Instant addedAt;

    @Version
    private Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Business() {}

    BusinessId id() {
        return id;
    }

    String name() {
        return name;
    }

    ZoneId zone() {
        return zone;
    }

    ShardId shard() {
        return new ShardId(shard);
    }

    /** Rises with each move to another shard. */
    long epoch() {
        return epoch;
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

    /** From now on nothing is written, until all that is theirs is gone. */
    void erase() {
        erasing = true;
    }
}
