package dev.concierge.journey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The name that a journey keeps over all its versions, such as {@code welcome}. */
public record JourneyId(@JsonValue String value) {
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
