package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TokenKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Someone who gets tokens for a secret (client credentials).
 *
 * @param id also the name of its secret's file, {@code client-secret-<id>}
 * @param scopes what it may ask for, and gets when it asks for nothing
 * @param businesses the tenants it may act for; none named means all
 */
record ApiClient(String id, TokenKind kind, Set<String> scopes, Set<String> businesses) {
    static final Set<String> ALL_SCOPES = Set.of(
            "users:read",
            "users:write",
            "events:read",
            "events:write",
            "journeys:read",
            "journeys:write",
            "notifications:write",
            "resources:read",
            "resources:write",
            "items:read",
            "items:write",
            "dating:read",
            "dating:write",
            "search:read");

    /** Those that every installation may have; registered are those whose secret is there. */
    static final List<ApiClient> ALL = List.of(
            new ApiClient("app", TokenKind.CLIENT, ALL_SCOPES, Set.of()),
            new ApiClient("cli", TokenKind.OPERATOR, ALL_SCOPES, Set.of()),
            service("gateway"),
            service("user-service"),
            service("event-service", "users:read"),
            service(
                    "journey-service",
                    "users:read",
                    "users:write",
                    "events:read",
                    "events:write",
                    "notifications:write",
                    "items:read"),
            service("resource-service", "notifications:write"),
            service("notification-hub", "users:read", "search:read"),
            service(
                    "dorathy-search",
                    "users:read",
                    "events:read",
                    "items:read",
                    "resources:read",
                    "dating:read",
                    "dating:write",
                    "notifications:write",
                    "search:read"),
            service(
                    "concierge-service",
                    "users:read",
                    "events:write",
                    "journeys:read",
                    "journeys:write",
                    "resources:read",
                    "resources:write",
                    "search:read",
                    "notifications:write"),
            service("datemaker", "users:read", "notifications:write"));

    /**
     * A client that only this installation has.
     *
     * @throws IllegalArgumentException for a scope that no door asks for, or an id that is taken
     */
    static ApiClient configured(String id, IssuerSettings.Client client) {
        if (ALL.stream().anyMatch(taken -> taken.id().equals(id))) {
            throw new IllegalArgumentException("clients." + id + " (expected: an id that the fleet does not use)");
        }
        client.scopes().stream().filter(scope -> !ALL_SCOPES.contains(scope)).forEach(scope -> {
            throw new IllegalArgumentException(
                    "clients." + id + ".scopes: " + scope + " (expected: one of " + new TreeSet<>(ALL_SCOPES) + ")");
        });
        return new ApiClient(id, TokenKind.CLIENT, client.scopes(), client.businesses());
    }

    private static ApiClient service(String id, String... scopes) {
        return new ApiClient(id, TokenKind.SERVICE, Set.of(scopes), Set.of());
    }
}
