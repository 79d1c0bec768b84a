package dev.concierge.event.trigger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
record TriggerId(@Column(name = "trigger_id") UUID value) implements Serializable {
    @Override
    public String toString() {
        return value.toString();
    }
}
