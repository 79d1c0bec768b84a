package dev.concierge.gateway.route;

import dev.concierge.platform.path.ByPath;
import dev.concierge.platform.reactive.web.BodyLimits;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limit of the service that a path leads to, so that what it would refuse is not sent there. */
final class RouteBodyLimits implements BodyLimits {
    private record Limit(PathPattern pattern, long bytes) {}

    private final ByPath<Limit> limits;
    private final long usual;

    RouteBodyLimits(RouteSettings settings, DataSize usual) {
        this.usual = usual.toBytes();
        this.limits = new ByPath<>(
                Routes.ALL.stream()
                        .map(route -> new Limit(
                                PathPatternParser.defaultInstance.parse(route.pattern()),
                                most(settings, route, usual).toBytes()))
                        .toList(),
                Limit::pattern);
    }

    private static DataSize most(RouteSettings settings, ServiceRoute route, DataSize usual) {
        String service = route.service().key();
        String segment = route.pattern().split("/", 3)[1];
        return settings.maxBodies()
                .getOrDefault(service + "/" + segment, settings.maxBodies().getOrDefault(service, usual));
    }

    @Override
    public long of(PathContainer path) {
        return limits.candidates(path).stream()
                .filter(limit -> limit.pattern().matches(path))
                .mapToLong(Limit::bytes)
                .findFirst()
                .orElse(usual);
    }
}
