package dev.concierge.gateway.route;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.propagation.Propagator;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of a request as its service gets them, in one pass: none that are meant for one hop (RFC 9110, 7.6.1), none by
 * which a client says who it is, then who called the gateway and how, the request's id and its trace. Spring Cloud
 * Gateway's own filters copy all headers once each, and begin an observation for the trace, which measures the request
 * once more and, of a socket, is never ended.
 */
@Component
public class PassedHeaders {
    private static final Set<String> FOR_ONE_HOP = names(
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "X-Application-Context");
    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED = "X-Forwarded-";

    private final Propagator propagator;

    PassedHeaders(Propagator propagator) {
        this.propagator = propagator;
    }

    /** What {@code NettyRoutingFilter} applies, in both directions. */
    List<HttpHeadersFilter> filters() {
        return List.of((_, exchange) -> toService(exchange), new Answers());
    }

    public HttpHeaders toService(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders sent = request.getHeaders();
        Set<String> nominated = nominated(sent);
        boolean isChunked = sent.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        HttpHeaders passed = new HttpHeaders();
        sent.forEach((name, values) -> {
            if (!isForOneHop(name, nominated)
                    && !saysWhoCalls(name)
                    && !(isChunked && name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH))) {
                passed.addAll(name, values);
            }
        });
        addCaller(request, passed);
        String id = RequestIds.of(exchange);
        if (id != null) {
            passed.set(RequestIds.HEADER, id);
        }
        addTrace(exchange, passed);
        return passed;
    }

    /** What a service answered, without what was meant for the gateway. */
    public static HttpHeaders toClient(HttpHeaders answered) {
        nominated(answered).forEach(answered::remove);
        FOR_ONE_HOP.forEach(answered::remove);
        return answered;
    }

    private static void addCaller(ServerHttpRequest request, HttpHeaders passed) {
        URI uri = request.getURI();
        InetSocketAddress client = request.getRemoteAddress();
        if (client != null) {
            passed.set("X-Forwarded-For", client.getHostString());
        }
        passed.set("X-Forwarded-Proto", uri.getScheme());
        passed.set("X-Forwarded-Host", uri.getAuthority());
        passed.set("X-Forwarded-Port", Integer.toString(uri.getPort() > 0 ? uri.getPort() : defaultPort(uri)));
    }

    private static int defaultPort(URI uri) {
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private void addTrace(ServerWebExchange exchange, HttpHeaders passed) {
        TracingContext tracing = ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .orElse(null);
        if (tracing != null && tracing.getSpan() != null) {
            propagator.inject(tracing.getSpan().context(), passed, (_, name, value) -> passed.set(name, value));
        }
    }

    private static boolean isForOneHop(String name, Set<String> nominated) {
        return FOR_ONE_HOP.contains(name) || nominated.contains(name);
    }

    private static boolean saysWhoCalls(String name) {
        return name.regionMatches(true, 0, X_FORWARDED, 0, X_FORWARDED.length()) || name.equalsIgnoreCase(FORWARDED);
    }

    private static Set<String> nominated(HttpHeaders headers) {
        return headers.containsHeader(HttpHeaders.CONNECTION)
                ? names(headers.getConnection().toArray(String[]::new))
                : Set.of();
    }

    private static Set<String> names(String... names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(List.of(names));
        return Collections.unmodifiableSet(all);
    }

    private static final class Answers implements HttpHeadersFilter {
        @Override
        public boolean supports(Type type) {
            return type == Type.RESPONSE;
        }

        @Override
        public HttpHeaders filter(HttpHeaders answered, ServerWebExchange exchange) {
            return toClient(answered);
        }
    }
}
