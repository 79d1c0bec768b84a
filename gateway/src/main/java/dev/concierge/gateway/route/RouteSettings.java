package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBodies of what may have bodies larger than {@code concierge.web.max-body}: by {@link FleetService#key} of
 *     services, and by the first segment of a path behind it, such as {@code concierge/content}
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-*} headers are believed; all others' are replaced
 */
@Validated
@ConfigurationProperties(value = "concierge.gateway.route", ignoreUnknownFields = false)
public record RouteSettings(
        @NotNull Map<String, DataSize> maxBodies, @NotNull List<String> trustedProxies) {
    public RouteSettings {
        Set<String> known = Routes.SERVICES.stream().map(FleetService::key).collect(Collectors.toSet());
        maxBodies.keySet().stream()
                .filter(key -> !known.contains(key.split("/", 2)[0]))
                .forEach(key -> {
                    throw new IllegalArgumentException("maxBodies." + key + " (expected: one of " + known
                            + ", and perhaps a path's first segment)");
                });
    }
}
