package dev.concierge.localstack.fleet;

import static dev.concierge.localstack.fleet.Infrastructure.KAFKA;
import static dev.concierge.localstack.fleet.Infrastructure.MAIL;
import static dev.concierge.localstack.fleet.Infrastructure.POSTGRES;
import static dev.concierge.localstack.fleet.Infrastructure.REDIS;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The system diagram: every service, where it listens, what it owns and what it stands on. Everything else loops over it. */
public final class Fleet {
    /** The last number is the place above CONCIERGE_PORT_BASE; 0 keeps its port. */
    public static final List<Service> SERVICES = List.of(
            service("gateway", "GATEWAY", 8080, 0, REDIS),
            service("user-service", "USER", 8081, 1, POSTGRES, KAFKA, REDIS),
            service("event-service", "EVENT", 8082, 2, POSTGRES, KAFKA, REDIS),
            service("journey-service", "JOURNEY", 8083, 3, POSTGRES, KAFKA, REDIS),
            service("resource-service", "RESOURCE", 3002, 0, POSTGRES, KAFKA, REDIS),
            service("notification-hub", "HUB", 4000, 0, POSTGRES, KAFKA, REDIS, MAIL),
            service("dorathy-search", "SEARCH", 3000, 6, POSTGRES, KAFKA, REDIS),
            service("concierge-service", "CONCIERGE", 8084, 4, POSTGRES, KAFKA, REDIS),
            service("datemaker", "DATEMAKER", 8085, 5, POSTGRES, KAFKA, REDIS));

    private Fleet() {}

    public static Service named(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("service: " + name + " (expected: one of the fleet)"));
    }

    private static Service service(String name, String alias, int port, int place, Infrastructure... needs) {
        Set<Infrastructure> set = Set.copyOf(Arrays.asList(needs));
        List<String> databases = set.contains(POSTGRES) ? List.of(name.replace('-', '_')) : List.of();
        return new Service(name, alias, new Port("CONCIERGE_" + alias + "_PORT", port, place), databases, set);
    }
}
