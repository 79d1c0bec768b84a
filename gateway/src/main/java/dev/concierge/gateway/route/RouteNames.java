package dev.concierge.gateway.route;

import io.micrometer.common.KeyValue;
import java.util.Objects;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Measures requests by the pattern of their route, since no controller names one; those that wait on purpose by one of their
 * own, so that nobody takes them for slow (k8s/chart/files/alerts.yaml).
 */
@Component
class RouteNames extends DefaultServerRequestObservationConvention {
    private static final PathPattern LONG_POLL =
            PathPatternParser.defaultInstance.parse("/dating/join/{token}/signals");

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        ServerHttpRequest request = Objects.requireNonNull(context.getCarrier());
        if (LONG_POLL.matches(request.getPath().pathWithinApplication())) {
            return KeyValue.of("uri", LONG_POLL.getPatternString());
        }
        return context.getAttributes().get(ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR)
                        instanceof String pattern
                ? KeyValue.of("uri", pattern)
                : super.uri(context);
    }
}
