package dev.concierge.hub.live;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A pod that does not know its positions yet would miss broadcasts, so it takes no sockets. */
final class LiveHealth implements HealthIndicator {
    private final ReadLive reader;

    LiveHealth(ReadLive reader) {
        this.reader = reader;
    }

    @Override
    public Health health() {
        return reader.isPositioned()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
