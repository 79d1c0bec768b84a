package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

class RoutesTests {
    @ParameterizedTest
    @CsvSource({
        "/users, USER",
        "/users/1, USER",
        "/users/1/preferences, USER",
        "/users/1/events, EVENT",
        "/users/1/events/2, USER",
        "/profiles/1, USER",
        "/oauth2/token, USER",
        "/.well-known/openid-configuration, USER",
        "/event, EVENT",
        "/events, EVENT",
        "/events/batch, EVENT",
        "/userEvent, EVENT",
        "/interactions/batch, EVENT",
        "/triggers/1, EVENT",
        "/v1/track, EVENT",
        "/initiateJourney, JOURNEY",
        "/journeys/runs/1/timeline, JOURNEY",
        "/journeys/experiences/1, JOURNEY",
        "/resources/b-l, RESOURCE",
        "/businesses/b/locations/l/resources/menu/1, RESOURCE",
        "/operations/1, RESOURCE",
        "/resource-operations, RESOURCE",
        "/offers/1/quote, RESOURCE",
        "/bookings, RESOURCE",
        "/api, RESOURCE",
        "/socket/websocket, HUB",
        "/socket/longpoll, HUB",
        "/api/notifications, HUB",
        "/api/messages, HUB",
        "/api/agent/responses, HUB",
        "/api/health, HUB",
        "/test, HUB",
        "/inbox/1, HUB",
        "/webhooks/mail, HUB",
        "/notifications/1, HUB",
        "/search, CONCIERGE",
        "/items/1, CONCIERGE",
        "/curations/1/items/2, CONCIERGE",
        "/experiences, CONCIERGE",
        "/jobs/1, CONCIERGE",
        "/requests/1/accept, CONCIERGE",
        "/suggestions, CONCIERGE",
        "/content/1, CONCIERGE",
        "/assistant/messages, CONCIERGE",
        "/dating/events, DATEMAKER",
    })
    void eachPathHasOneService(String path, FleetService service) {
        PathContainer parsed = PathContainer.parsePath(path);
        assertThat(Routes.ALL.stream()
                        .filter(route -> PathPatternParser.defaultInstance
                                .parse(route.pattern())
                                .matches(parsed))
                        .map(ServiceRoute::service)
                        .findFirst())
                .contains(service);
    }

    @Test
    void allButSearchHaveARoute() {
        assertThat(Routes.ALL.stream().map(ServiceRoute::service).distinct())
                .containsExactlyInAnyOrder(Arrays.stream(FleetService.values())
                        .filter(service -> service != FleetService.SEARCH)
                        .toArray(FleetService[]::new));
    }
}
