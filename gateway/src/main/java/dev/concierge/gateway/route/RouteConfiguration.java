package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;
import dev.concierge.platform.problem.ProblemAnswer;
import dev.concierge.platform.problem.ProblemRule;
import dev.concierge.platform.reactive.web.BodyLimits;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
@LoadBalancerClients(defaultConfiguration = CopiesOfAService.class)
class RouteConfiguration {
    /** A long poll of the live channels is answered after 10 s of silence. */
    private static final Duration LONG_POLL_PATIENCE = Duration.ofSeconds(25);

    private final RouteSettings settings;
    private final ServiceCopies copies;
    private final RetryGatewayFilterFactory retries;

    RouteConfiguration(RouteSettings settings, ServiceCopies copies, RetryGatewayFilterFactory retries) {
        this.settings = settings;
        this.copies = copies;
        this.retries = retries;
    }

    @Bean
    ForwardedHeaderTransformer forwardedHeaderTransformer() {
        return new TrustedProxies(settings.trustedProxies());
    }

    @Bean
    BodyLimits routeBodyLimits(@Value("${concierge.web.max-body}") DataSize usual) {
        return new RouteBodyLimits(settings, usual);
    }

    @Bean
    ProblemRule timedOut() {
        return failure -> failure instanceof ServiceTimedOut late
                ? ProblemAnswer.of(504, "service-timed-out", String.valueOf(late.getMessage()))
                : null;
    }

    @Bean
    RouteLocator fleet(RouteLocatorBuilder builder) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (FleetService service : Routes.SERVICES) {
            addOperatorsRoute(routes, service);
            addDocument(routes, service);
        }
        for (ServiceRoute line : Routes.ALL) {
            routes.route(line.pattern(), route -> to(line.service(), withPatience(line, route.path(line.pattern()))));
        }
        return routes.build();
    }

    /** In place of the one that asks every route in turn. */
    @Bean
    RoutesByPath routesByPath(
            FilteringWebHandler handler,
            @Qualifier("fleet") RouteLocator fleet,
            GlobalCorsProperties cors,
            Environment environment) {
        return new RoutesByPath(handler, fleet, cors, environment);
    }

    /** Spring Cloud Gateway's own comes and goes with the filter that {@link ToService} replaces. */
    @Bean
    NettyWriteResponseFilter writtenAnswers(
            GatewayProperties properties, ObjectProvider<List<HttpHeadersFilter>> filters) {
        return new NettyWriteResponseFilter(properties.getStreamingMediaTypes(), filters);
    }

    private void addOperatorsRoute(RouteLocatorBuilder.Builder routes, FleetService service) {
        String path = "/ops/" + service.name();
        routes.route(
                path + "/**",
                route -> to(
                        service,
                        route.path(path + "/**")
                                .filters(filters -> filters.rewritePath(path + "(?<rest>/.*)?", "/ops${rest}"))));
    }

    /** The service's OpenAPI document needs no token, so no token of the caller goes there. */
    private void addDocument(RouteLocatorBuilder.Builder routes, FleetService service) {
        String path = "/docs/" + service.name();
        routes.route(
                path,
                route -> to(
                        service,
                        route.path(path)
                                .filters(filters -> filters.setPath("/v3/api-docs")
                                        .removeRequestHeader("Authorization")
                                        .removeRequestHeader("Cookie"))));
    }

    private static UriSpec withPatience(ServiceRoute line, UriSpec route) {
        return line.pattern().equals("/socket/**")
                ? route.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, LONG_POLL_PATIENCE.toMillis())
                : route;
    }

    private Buildable<Route> to(FleetService service, UriSpec route) {
        route.metadata(UpstreamFailures.SERVICE, service.name());
        if (copies.of(service).size() > 1) {
            route.customize(built -> built.filter(
                    new OrderedGatewayFilter(orAnotherCopy(), RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER - 1)));
        }
        return route.uri(copies.targetOf(service));
    }

    /** A copy that refuses the connection has seen nothing of the request, so another may have it whatever it asks. */
    private GatewayFilter orAnotherCopy() {
        return retries.apply(retry ->
                retry.setRetries(2).setMethods(HttpMethod.values()).setSeries().setExceptions(ConnectException.class));
    }
}
