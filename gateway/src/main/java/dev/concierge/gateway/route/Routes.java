package dev.concierge.gateway.route;

import static dev.concierge.gateway.route.FleetService.CONCIERGE;
import static dev.concierge.gateway.route.FleetService.DATEMAKER;
import static dev.concierge.gateway.route.FleetService.EVENT;
import static dev.concierge.gateway.route.FleetService.HUB;
import static dev.concierge.gateway.route.FleetService.JOURNEY;
import static dev.concierge.gateway.route.FleetService.RESOURCE;
import static dev.concierge.gateway.route.FleetService.USER;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The route table of the fleet: the first line that matches decides, so the more specific ones come first. */
public final class Routes {
    public static final List<ServiceRoute> ALL = Stream.of(
                    to(
                            EVENT,
                            "/users/*/events",
                            "/event",
                            "/events/**",
                            "/userEvent",
                            "/interactions/**",
                            "/triggers/**",
                            "/v1/**"),
                    to(USER, "/users/**", "/profiles/**", "/oauth2/**", "/.well-known/**"),
                    to(JOURNEY, "/initiateJourney", "/journeys/**"),
                    to(
                            HUB,
                            "/socket/**",
                            "/api/notifications",
                            "/api/messages",
                            "/api/agent/responses",
                            "/api/health",
                            "/test",
                            "/inbox/**",
                            "/webhooks/**",
                            "/notifications/**"),
                    to(
                            RESOURCE,
                            "/resources/**",
                            "/businesses/**",
                            "/operations/**",
                            "/resource-operations",
                            "/offers/**",
                            "/bookings/**",
                            "/api"),
                    to(
                            CONCIERGE,
                            "/search",
                            "/items/**",
                            "/curations/**",
                            "/experiences/**",
                            "/jobs/**",
                            "/requests/**",
                            "/suggestions/**",
                            "/content/**",
                            "/assistant/**"),
                    to(DATEMAKER, "/dating/**"))
            .flatMap(List::stream)
            .toList();

    private Routes() {}

    private static List<ServiceRoute> to(FleetService service, String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> new ServiceRoute(service, pattern))
                .toList();
    }
}
