package dev.concierge.user.token.server;

import dev.concierge.user.token.TokenKind;
import java.util.List;
import java.util.Set;

/**
 * Someone who gets tokens for a secret (client credentials).
 *
 * @param id also the name of its secret's file, {@code client-secret-<id>}
 * @param scopes what it may ask for, and gets when it asks for nothing
 */
record ApiClient(String id, TokenKind kind, Set<String> scopes) {
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

    /** Everyone this installation may know; registered are those whose secret is there. */
    static final List<ApiClient> ALL = List.of(
            new ApiClient("app", TokenKind.CLIENT, ALL_SCOPES),
            new ApiClient("cli", TokenKind.OPERATOR, ALL_SCOPES),
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

    private static ApiClient service(String id, String... scopes) {
        return new ApiClient(id, TokenKind.SERVICE, Set.of(scopes));
    }
}
