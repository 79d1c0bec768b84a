package dev.concierge.journey.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.id.Ids;
import java.util.UUID;

/** Identifies a run. */
public record RunId(@JsonValue UUID value) {
    @JsonCreator
    public RunId {}

    /** The one run that an event can cause in a journey. */
    public static RunId causedBy(UUID event, JourneyId journey) {
        return new RunId(Ids.derived(event, journey.value()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
