package dev.concierge.curator.item;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
record ItemId(@Column(name = "item_id") UUID value) implements Serializable {
    @Override
    public String toString() {
        return value.toString();
    }
}
