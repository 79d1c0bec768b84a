package dev.concierge.localstack.fleet;

import java.util.List;

/** The system diagram: every service, where it listens and whether it owns a database. Everything else loops over it. */
public final class Fleet {
    /** The door to all others, and what spreads requests over their copies. */
    static final Service GATEWAY = withoutDatabase("gateway", "GATEWAY", 8080, 0);

    /** The last number is the place above CONCIERGE_PORT_BASE; 0 keeps its port. */
    public static final List<Service> SERVICES = List.of(
            GATEWAY,
            service("user-service", "USER", 8081, 1),
            service("event-service", "EVENT", 8082, 2),
            service("journey-service", "JOURNEY", 8083, 3),
            service("resource-service", "RESOURCE", 3002, 0),
            service("notification-hub", "HUB", 4000, 0),
            withoutDatabase("dorathy-search", "SEARCH", 3000, 6),
            service("concierge-service", "CONCIERGE", 8084, 4),
            service("datemaker", "DATEMAKER", 8085, 5));

    private Fleet() {}

    public static Service named(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("service: " + name + " (expected: one of the fleet)"));
    }

    private static Service service(String name, String alias, int port, int place) {
        return new Service(name, alias, port(alias, port, place), true);
    }

    private static Service withoutDatabase(String name, String alias, int port, int place) {
        return new Service(name, alias, port(alias, port, place), false);
    }

    private static Port port(String alias, int port, int place) {
        return new Port("CONCIERGE_" + alias + "_PORT", port, place);
    }
}
