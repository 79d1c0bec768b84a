package dev.concierge.gateway.route;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param services where each service listens
 * @param maxBodies of the services whose bodies may be larger than {@code concierge.web.max-body}
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-*} headers are believed; all others' are replaced
 */
@Validated
@ConfigurationProperties(value = "concierge.gateway.route", ignoreUnknownFields = false)
public record RouteSettings(
        @NotNull Map<FleetService, URI> services,
        @NotNull Map<FleetService, DataSize> maxBodies,
        @NotNull List<String> trustedProxies) {
    public RouteSettings {
        Arrays.stream(FleetService.values())
                .filter(service -> !services.containsKey(service))
                .forEach(service -> {
                    throw new IllegalArgumentException(
                            "services: no " + service + " (expected: the URL of every service)");
                });
    }

    public URI urlOf(FleetService service) {
        URI url = services.get(service);
        if (url == null) {
            throw new IllegalArgumentException("service: " + service + " (expected: one with a URL)");
        }
        return url;
    }
}
