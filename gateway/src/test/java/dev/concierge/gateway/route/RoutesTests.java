package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.fleet.FleetService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

class RoutesTests {
    @ParameterizedTest
    @CsvSource({
        "/users, user-service",
        "/users/1, user-service",
        "/users/1/preferences, user-service",
        "/users/1/events, event-service",
        "/users/1/events/2, user-service",
        "/profiles/1, user-service",
        "/oauth2/token, user-service",
        "/.well-known/openid-configuration, user-service",
        "/event, event-service",
        "/events, event-service",
        "/events/batch, event-service",
        "/userEvent, event-service",
        "/interactions/batch, event-service",
        "/triggers/1, event-service",
        "/v1/track, event-service",
        "/initiateJourney, journey-service",
        "/journeys/runs/1/timeline, journey-service",
        "/journeys/experiences/1, journey-service",
        "/resources/b-l, resource-service",
        "/businesses/b/locations/l/resources/menu/1, resource-service",
        "/operations/1, resource-service",
        "/resource-operations, resource-service",
        "/offers/1/quote, resource-service",
        "/bookings, resource-service",
        "/api, resource-service",
        "/socket/websocket, notification-hub",
        "/socket/longpoll, notification-hub",
        "/api/notifications, notification-hub",
        "/api/messages, notification-hub",
        "/api/agent/responses, notification-hub",
        "/api/health, notification-hub",
        "/test, notification-hub",
        "/inbox/1, notification-hub",
        "/webhooks/mail, notification-hub",
        "/notifications/1, notification-hub",
        "/search, concierge-service",
        "/items/1, concierge-service",
        "/curations/1/items/2, concierge-service",
        "/experiences, concierge-service",
        "/jobs/1, concierge-service",
        "/requests/1/accept, concierge-service",
        "/suggestions, concierge-service",
        "/content/1, concierge-service",
        "/assistant/messages, concierge-service",
        "/dating/events, datemaker",
    })
    void eachPathHasOneService(String path, String service) {
        PathContainer parsed = PathContainer.parsePath(path);
        assertThat(Routes.ALL.stream()
                        .filter(route -> PathPatternParser.defaultInstance
                                .parse(route.pattern())
                                .matches(parsed))
                        .map(route -> route.service().name())
                        .findFirst())
                .contains(service);
    }

    @Test
    void allButSearchHaveARoute() {
        assertThat(Routes.SERVICES.stream().filter(service -> service.routes().isEmpty()))
                .extracting(FleetService::name)
                .containsExactly("dorathy-search");
    }
}
