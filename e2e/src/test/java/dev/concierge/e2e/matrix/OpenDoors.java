package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Set;

/** What answers without a token, and what is not reached through the gateway: all there is of either. */
final class OpenDoors {
    /** Of services; each has the platform's besides. */
    static final List<String> OF_SERVICES = List.of(
            "concierge-service GET /content/{contentId}",
            "concierge-service GET /content/{contentId}/{size}",
            "datemaker GET /dating/join/{token}",
            "datemaker POST /dating/join/{token}",
            "datemaker POST /dating/join/{token}/entry",
            "datemaker POST /dating/join/{token}/exit",
            "datemaker GET /dating/join/{token}/signals",
            "datemaker POST /dating/join/{token}/signals",
            "datemaker GET /dating/my/{key}",
            "datemaker GET /dating/my/{key}/dates",
            "datemaker DELETE /dating/my/{key}/events/{event}/registration",
            "datemaker PUT /dating/my/{key}/events/{event}/registration",
            "datemaker POST /dating/my/{key}/events/{event}/confirmation",
            "datemaker POST /dating/my/{key}/events/{event}/presence",
            "datemaker PUT /dating/my/{key}/events/{event}/choices/{partnerId}",
            "datemaker POST /dating/my/{key}/events/{event}/reports",
            "datemaker GET /dating/my/{key}/events/{event}/matches",
            "notification-hub GET /notifications/unsubscribe/{token}",
            "notification-hub POST /notifications/unsubscribe/{token}",
            "notification-hub POST /webhooks/mail",
            "notification-hub GET /api/health",
            "notification-hub GET /socket/websocket",
            "notification-hub GET /test",
            "resource-service GET /api",
            "resource-service POST /bookings/payments",
            "user-service GET /.well-known/oauth-authorization-server",
            "user-service GET /.well-known/openid-configuration",
            "user-service GET /oauth2/authorize",
            "user-service GET /oauth2/jwks",
            "user-service GET /oauth2/password",
            "user-service GET /oauth2/revocations",
            "user-service GET /oauth2/second-factor",
            "user-service GET /oauth2/sign-in",
            "user-service GET /oauth2/sign-out",
            "user-service POST /oauth2/password",
            "user-service POST /oauth2/second-factor",
            "user-service POST /oauth2/sign-in",
            "user-service POST /oauth2/sign-out",
            "user-service POST /oauth2/token");

    static final List<String> OF_THE_PLATFORM = List.of("/health", "/livez", "/readyz", "/v3/api-docs");

    /**
     * Asked at the service itself alone: behind these paths of the gateway is concierge-service, which lets clients and guests
     * in, or nothing.
     */
    private static final Set<String> INTERNAL = Set.of(
            "dorathy-search POST /agent/messages",
            "dorathy-search GET /assistant/{userId}",
            "dorathy-search PUT /assistant/{userId}",
            "dorathy-search GET /assistant/{userId}/memories",
            "dorathy-search DELETE /assistant/{userId}/memories",
            "dorathy-search GET /assistant/{userId}/memories/{memoryId}",
            "dorathy-search PUT /assistant/{userId}/memories/{memoryId}",
            "dorathy-search DELETE /assistant/{userId}/memories/{memoryId}",
            "dorathy-search GET /assistant/{userId}/questions",
            "dorathy-search GET /search",
            "dorathy-search GET /search/similar",
            "dorathy-search GET /search/suggestions",
            "dorathy-search POST /search/clicks");

    /** What every service with a database tells user-service alone. */
    private static final String RECORDS = "GET /guests/records";

    static boolean isInternal(ApiOperation operation) {
        return INTERNAL.contains(operation.toString()) || operation.toString().endsWith(" " + RECORDS);
    }

    private OpenDoors() {}
}
