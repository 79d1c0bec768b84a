package dev.concierge.journey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The name that a journey keeps over all its versions, such as {@code welcome}. */
@Embeddable
public record JourneyId(
        @JsonValue @Column(name = "journey_id") String value) implements Serializable {
    @JsonCreator
    public JourneyId {}

    /** The same id for places that hold UUIDs only. */
    public UUID asUuid() {
        return UUID.nameUUIDFromBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
