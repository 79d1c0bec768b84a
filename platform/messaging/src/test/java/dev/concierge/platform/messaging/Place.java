package dev.concierge.platform.messaging;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** An entity like those of the services; whoever comes changes it. */
@Entity
class Place {
    @Id
    private String key;

    private int number;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, Instant> times;

    protected Place() {
        this("");
    }

    Place(String key) {
        this.key = key;
        this.times = Map.of();
    }

    void number(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    void time(String name, Instant time) {
        times = Map.of(name, time);
    }

    Map<String, Instant> times() {
        return times;
    }

    /** An entity whose changes are counted. */
    @Entity
    @Table(name = "room")
    static class Room {
        @Id
        private String key;

        private int number;

        @Version
        private @Nullable Integer version;

        protected Room() {
            this("");
        }

        Room(String key) {
            this.key = key;
        }

        void number(int number) {
            this.number = number;
        }
    }
}
