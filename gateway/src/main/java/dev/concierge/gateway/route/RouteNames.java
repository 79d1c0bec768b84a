package dev.concierge.gateway.route;

import io.micrometer.common.KeyValue;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Measures requests by the pattern of their route, since no controller names one. */
@Component
class RouteNames extends DefaultServerRequestObservationConvention {
    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        return context.getAttributes().get(ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR)
                        instanceof String pattern
                ? KeyValue.of("uri", pattern)
                : super.uri(context);
    }
}
