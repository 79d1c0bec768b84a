package dev.concierge.gateway.route;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param services where each service listens; several addresses by commas where copies of it run without a balancer of
 *     their own before them
 * @param maxBodies of the services whose bodies may be larger than {@code concierge.web.max-body}
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-*} headers are believed; all others' are replaced
 */
@Validated
@ConfigurationProperties(value = "concierge.gateway.route", ignoreUnknownFields = false)
public record RouteSettings(
        @NotNull Map<FleetService, List<URI>> services,
        @NotNull Map<FleetService, DataSize> maxBodies,
        @NotNull List<String> trustedProxies) {
    public RouteSettings {
        Arrays.stream(FleetService.values())
                .filter(service -> services.getOrDefault(service, List.of()).isEmpty())
                .forEach(service -> {
                    throw new IllegalArgumentException(
                            "services: no " + service + " (expected: the URL of every service)");
                });
    }

    /** One address per copy of the service, at least one. */
    public List<URI> copiesOf(FleetService service) {
        return Objects.requireNonNull(services.get(service));
    }

    /** Where its routes lead: the one address there is, or whichever copy is ready. */
    URI targetOf(FleetService service) {
        List<URI> copies = copiesOf(service);
        return copies.size() == 1 ? copies.getFirst() : URI.create("lb://" + service.id());
    }
}
