package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.Fleet;
import dev.concierge.platform.fleet.FleetService;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.util.pattern.PathPatternParser;

/** The route table of the fleet: the first line that matches decides, so the more specific ones come first. */
public final class Routes {
    /** The services behind the gateway. */
    public static final List<FleetService> SERVICES = Fleet.SERVICES.stream()
            .filter(service -> !service.name().equals("gateway"))
            .toList();

    public static final List<ServiceRoute> ALL = SERVICES.stream()
            .flatMap(service -> service.routes().stream().map(pattern -> new ServiceRoute(service, pattern)))
            .sorted(Comparator.comparing(route -> PathPatternParser.defaultInstance.parse(route.pattern())))
            .toList();

    private Routes() {}
}
