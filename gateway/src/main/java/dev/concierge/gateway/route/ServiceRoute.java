package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;

/**
 * One line of the route table.
 *
 * @param pattern a Spring path pattern; {@code /x/**} matches {@code /x} too
 */
public record ServiceRoute(FleetService service, String pattern) {}
