package dev.concierge.datemaker.event;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
public record DateEventId(@Column(name = "id") UUID value) implements Serializable {
    @Override
    public String toString() {
        return value.toString();
    }
}
