package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A definition as it was given; once published, runs may be on it. */
@Entity
@Table(name = "journey_versions")
class JourneyVersion {
    @EmbeddedId
    private VersionId id;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    @Column(updatable = false)
    private JsonNode definition;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable Instant publishedAt;

    @Version
    private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected JourneyVersion() {}

    JourneyVersion(VersionId id, JsonNode definition, Instant now) {
        this.id = id;
        this.definition = definition;
        this.createdAt = now;
    }

    JsonNode definition() {
        return definition;
    }

    /** The first time counts. */
    void publish(Instant now) {
        publishedAt = publishedAt == null ? now : publishedAt;
    }

    /** @param number from 1 on */
    @Embeddable
    record VersionId(
            @Embedded JourneyId journey,
            @Column(name = "version") int number) implements Serializable {}
}
