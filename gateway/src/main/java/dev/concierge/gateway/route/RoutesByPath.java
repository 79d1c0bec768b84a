package dev.concierge.gateway.route;

import dev.concierge.platform.path.ByPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Finds the route among the few whose patterns begin as the path does. All of ours are chosen by path alone, so the chain
 * of publishers that Spring Cloud Gateway builds over every route, for each request, would decide nothing else.
 */
public final class RoutesByPath extends RoutePredicateHandlerMapping {
    /** Controllers, of which there are few, cost more to be asked than all routes. */
    private static final int BEFORE_OWN_PAGES = -2;

    private record Line(PathPattern pattern, Route route) {
        static Line of(Route route) {
            return new Line(PathPatternParser.defaultInstance.parse(route.getId()), route);
        }
    }

    private final ByPath<Line> lines;

    /** @param routes the first that matches decides; their ids are the patterns of their paths */
    RoutesByPath(FilteringWebHandler handler, RouteLocator routes, GlobalCorsProperties cors, Environment environment) {
        super(handler, routes, cors, environment);
        List<Line> all = routes.getRoutes().map(Line::of).collectList().block();
        setOrder(BEFORE_OWN_PAGES);
        this.lines = new ByPath<>(all == null ? List.of() : all, Line::pattern);
    }

    /** Where a path leads; its id is the pattern that decided. Null for pages of the gateway's own and for nothing. */
    public @Nullable Route find(PathContainer path) {
        for (Line line : lines.candidates(path)) {
            if (line.pattern().matches(path)) {
                return line.route();
            }
        }
        return null;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        Route route = find(exchange.getRequest().getPath().pathWithinApplication());
        if (route == null) {
            return Mono.empty();
        }
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR, route.getId());
        return Mono.just(route);
    }
}
