package dev.concierge.curator.suggestion;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
record SuggestionId(@Column(name = "suggestion_id") UUID value) implements Serializable {
    @Override
    public String toString() {
        return value.toString();
    }
}
