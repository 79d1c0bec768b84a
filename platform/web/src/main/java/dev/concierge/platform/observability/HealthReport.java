package dev.concierge.platform.observability;

import java.util.Map;

/**
 * What {@code /health} answers.
 *
 * @param status UP; DEGRADED when something is down that answers can do without; DOWN when not ready
 * @param components the status of each thing this service uses
 */
public record HealthReport(String status, String service, String version, Map<String, String> components) {
    boolean isDown() {
        return status.equals("DOWN");
    }
}
