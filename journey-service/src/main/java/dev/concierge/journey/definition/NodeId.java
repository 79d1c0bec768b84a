package dev.concierge.journey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a node within its definition. */
public record NodeId(@JsonValue String value) {
    @JsonCreator
    public NodeId {}

    @Override
    public String toString() {
        return value;
    }
}
