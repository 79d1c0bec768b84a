package dev.concierge.gateway.limit;

import dev.concierge.gateway.route.RequestIds;
import dev.concierge.gateway.route.RoutesByPath;
import dev.concierge.gateway.route.SecurityHeaders;
import dev.concierge.platform.observability.Drain;
import dev.concierge.platform.observability.Probes;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.ProblemAnswer;
import dev.concierge.platform.problem.Problems;
import dev.concierge.platform.web.OverCapacity;
import dev.concierge.platform.web.Permits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says of a request, by its first line and its headers alone, whether there is no room for it whoever sends it: the gateway
 * holds as many as it can ({@link Permits}), or the service does ({@link ServiceWindows}). What it does not refuse may still
 * be refused by those two. Refusals count as requests do, and leave no trace and no line in the log.
 */
final class EarlyRefusals {
    private static final Logger log = LoggerFactory.getLogger(EarlyRefusals.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    /** They pass by another way, or their answers need what is not known here. */
    private static final List<CharSequence> SPECIAL =
            List.of(HttpHeaderNames.UPGRADE, HttpHeaderNames.EXPECT, HttpHeaderNames.ORIGIN);
    /** As it is measured when no route was looked for. */
    private static final String NO_ROUTE = "UNKNOWN";

    private final Permits permits;
    private final ServiceWindows windows;
    private final RoutesByPath routes;
    private final RequestIds ids;
    private final Drain drain;
    private final MeterRegistry meters;
    private final Answer gatewayIsFull;
    private final Answer serviceIsFull;
    private final Map<Measured, Timer> timers = new ConcurrentHashMap<>();

    EarlyRefusals(
            Permits permits,
            ServiceWindows windows,
            RoutesByPath routes,
            RequestIds ids,
            Drain drain,
            JsonMapper mapper,
            MeterRegistry meters) {
        this.permits = permits;
        this.windows = windows;
        this.routes = routes;
        this.ids = ids;
        this.drain = drain;
        this.meters = meters;
        this.gatewayIsFull = Answer.of(new OverCapacity(), mapper);
        this.serviceIsFull = Answer.of(new Window.ServiceFull(), mapper);
    }

    /** Its answer; null for a request that may find room. */
    @Nullable
    FullHttpResponse refusal(HttpRequest request) {
        try {
            return refusalWhenFull(request);
        } catch (RuntimeException broken) {
            log.warn("A request is let through that could not be judged", broken);
            return null;
        }
    }

    private @Nullable FullHttpResponse refusalWhenFull(HttpRequest request) {
        boolean isFull = permits.isFull();
        if (!isFull && !windows.isAnyUsedUp()) {
            return null;
        }
        if (!METHODS.contains(request.method().name())
                || SPECIAL.stream().anyMatch(request.headers()::contains)
                || drain.isDraining()) {
            return null;
        }
        String path = path(request.uri());
        if (!path.startsWith("/") || Probes.PATHS.contains(path)) {
            return null;
        }
        Route route = route(path);
        if (!isFull && (route == null || !windows.isUsedUp(route))) {
            return null;
        }
        timer(new Measured(request.method().name(), route == null ? NO_ROUTE : route.getId()))
                .record(Duration.ZERO);
        String id = ids.accepted(request.headers().get(RequestIds.HEADER));
        return (isFull ? gatewayIsFull : serviceIsFull).with(id);
    }

    private static String path(String uri) {
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }

    private @Nullable Route route(String path) {
        try {
            return routes.find(PathContainer.parsePath(path));
        } catch (IllegalArgumentException broken) {
            return null; // the long way says what is wrong with it
        }
    }

    private Timer timer(Measured measured) {
        return timers.computeIfAbsent(
                measured,
                of -> Timer.builder("http.server.requests")
                        .tag("method", of.method)
                        .tag("uri", of.uri)
                        .tag("status", "503")
                        .tag("outcome", "SERVER_ERROR")
                        .tag("exception", "none")
                        .tag("error", "none")
                        .register(meters));
    }

    /** As Spring measures it, so that alerts and objectives see it. */
    private record Measured(String method, String uri) {}

    /** A problem that is the same for everybody. */
    private record Answer(byte[] body, String retryAfter) {
        static Answer of(Fact full, JsonMapper mapper) {
            ProblemAnswer answer = new Problems(List.of()).answer(full);
            return new Answer(
                    mapper.writeValueAsBytes(answer.problem()),
                    Objects.requireNonNull(answer.headers().getFirst(HttpHeaders.RETRY_AFTER)));
        }

        FullHttpResponse with(String requestId) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.wrappedBuffer(body));
            SecurityHeaders.OF_DATA.forEach(response.headers()::set);
            response.headers()
                    .set(RequestIds.HEADER, requestId)
                    .set(HttpHeaderNames.RETRY_AFTER, retryAfter)
                    .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                    .set("X-Content-Type-Options", "nosniff")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            return response;
        }
    }
}
