package dev.concierge.curator.request;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

@Embeddable
record HelpRequestId(@Column(name = "request_id") UUID value) implements Serializable {
    @Override
    public String toString() {
        return value.toString();
    }
}
