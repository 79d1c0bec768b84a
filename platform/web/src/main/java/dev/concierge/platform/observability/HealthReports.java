package dev.concierge.platform.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;

/** The health of this service, looked at anew at most once a second, so that asking costs nothing. */
public final class HealthReports {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Made(HealthReport report, Instant at) {}

    private final HealthEndpoint endpoint;
    private final String service;
    private final String version;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Made last;

    HealthReports(HealthEndpoint endpoint, String service, String version, Clock clock) {
        this.endpoint = endpoint;
        this.service = service;
        this.version = version;
        this.clock = clock;
    }

    /** As {@code GET /health} answers: 503 when this service cannot serve. */
    public ResponseEntity<HealthReport> answer() {
        HealthReport report = current();
        return ResponseEntity.status(report.isDown() ? 503 : 200).body(report);
    }

    HealthReport current() {
        Made known = last;
        // the last one does while the next is made: who waits holds a thread, and a check may take seconds
        if (known != null && (isFresh(known) || making.isLocked())) {
            return known.report();
        }
        making.lock();
        try {
            Made latest = last;
            if (latest != null && isFresh(latest)) {
                return latest.report();
            }
            HealthReport report = made();
            last = new Made(report, clock.instant());
            return report;
        } finally {
            making.unlock();
        }
    }

    private boolean isFresh(Made made) {
        return clock.instant().isBefore(made.at().plus(FRESH));
    }

    private HealthReport made() {
        HealthDescriptor all = endpoint.health();
        HealthDescriptor readiness = endpoint.healthForPath("readiness");
        boolean ready = readiness == null || readiness.getStatus().equals(Status.UP);
        boolean complete = all.getStatus().equals(Status.UP);
        String status = ready ? complete ? "UP" : "DEGRADED" : "DOWN";
        return new HealthReport(status, service, version, components(all));
    }

    private static Map<String, String> components(HealthDescriptor all) {
        Map<String, String> statuses = new TreeMap<>();
        if (all instanceof CompositeHealthDescriptor composite && composite.getComponents() != null) {
            composite
                    .getComponents()
                    .forEach((name, part) -> statuses.put(name, part.getStatus().getCode()));
        }
        statuses.remove("livenessState");
        statuses.remove("readinessState");
        return statuses;
    }
}
