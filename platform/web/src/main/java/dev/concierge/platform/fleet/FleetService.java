package dev.concierge.platform.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Locale;
import java.util.Set;

/**
 * One of the fleet's services, gateway included.
 *
 * @param name as in folder, image, client id and {@code spring.application.name}
 * @param alias its name in settings: {@code CONCIERGE_<alias>_URL}
 * @param port where it listens unless told otherwise
 * @param database whether it owns one
 * @param scopes what its own client may ask of the others
 * @param routes path patterns that the gateway leads to it; {@code /x/**} matches {@code /x} too
 */
@JsonIgnoreProperties(ignoreUnknown = true) // the rest is the local stack's
public record FleetService(
        String name, String alias, int port, boolean database, Set<String> scopes, Set<String> routes) {
    /** @throws IllegalArgumentException when no service is called so */
    public static FleetService named(String name) {
        return Fleet.SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("service: " + name + " (expected: one of " + Fleet.names() + ")"));
    }

    /** Its name below {@code concierge.services}. */
    public String key() {
        return alias.toLowerCase(Locale.ROOT);
    }
}
