package dev.concierge.gateway.route;

/** The services behind the gateway, by the names they have everywhere. */
public enum FleetService {
    USER("user-service"),
    EVENT("event-service"),
    JOURNEY("journey-service"),
    RESOURCE("resource-service"),
    HUB("notification-hub"),
    SEARCH("dorathy-search"),
    CONCIERGE("concierge-service"),
    DATEMAKER("datemaker");

    private final String id;

    FleetService(String id) {
        this.id = id;
    }

    /** As in folder, image and {@code spring.application.name}. */
    public String id() {
        return id;
    }
}
