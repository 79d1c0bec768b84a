package dev.concierge.gateway;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.gateway.route.Routes;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Grant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class GatewayConfiguration {
    private static final List<HttpMethod> METHODS = List.of(GET, HEAD, POST, PUT, PATCH, DELETE);

    /** Which scope a route needs is the service's to know; here a valid token of any kind passes. */
    private static final Grant[] ANY_TOKEN = Arrays.stream(Caller.Kind.values())
            .map(kind -> new Grant(kind, null, null))
            .toArray(Grant[]::new);

    @Bean
    Access access() {
        Access access = new Access()
                .honouringBusinesses() // the services do
                .open(GET, "/")
                .open(GET, "/console/**")
                .open(GET, "/signed-in")
                .open(GET, "/assets/**")
                .open(GET, "/docs")
                .open(GET, "/docs/**")
                .open(GET, "/api")
                .open(GET, "/test")
                .open(GET, "/api/health")
                .open(GET, "/oauth2/**")
                .open(POST, "/oauth2/**")
                .open(GET, "/.well-known/**")
                .open(GET, "/content/*") // images by their hash
                .open(GET, "/content/*/*")
                // links to calls and to guests' pages are their keys
                .open(GET, "/dating/join/**")
                .open(POST, "/dating/join/**")
                .open(GET, "/dating/my/**")
                .open(POST, "/dating/my/**")
                .open(PUT, "/dating/my/**")
                .open(DELETE, "/dating/my/**")
                // signed links in mails, and what mail servers and payment providers sign
                .open(GET, "/notifications/unsubscribe/*")
                .open(POST, "/notifications/unsubscribe/*")
                .open(POST, "/webhooks/mail")
                .open(POST, "/bookings/payments")
                // event-service checks the write key, by Basic or in the body
                .open(POST, "/v1/**")
                // the hub checks its token, which browsers can put only into the query, and has nothing at the path
                // alone
                .open(GET, "/socket")
                .open(GET, "/socket/websocket");
        for (HttpMethod method : METHODS) {
            access.allow(method, "/ops/**", Grant.operator());
            access.allow(method, "/journeys/experiences/**", new Grant(Caller.Kind.SERVICE, null, null));
            Routes.ALL.forEach(route -> access.allow(method, route.pattern(), ANY_TOKEN));
        }
        return access;
    }

    /** Before Spring Security, because a preflight request carries no token. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 2)
    CorsWebFilter cors(AccessSettings settings) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.allowedOrigins());
        cors.setAllowedMethods(METHODS.stream().map(HttpMethod::name).toList());
        cors.addAllowedHeader(CorsConfiguration.ALL);
        cors.setExposedHeaders(List.of(
                "ETag",
                "Idempotency-Replay",
                "Location",
                "RateLimit",
                "RateLimit-Policy",
                "Retry-After",
                "Stale",
                "X-Request-Id"));
        cors.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        // write keys stand in pages of any origin, and no cookie speaks for anybody there
        CorsConfiguration anywhere = new CorsConfiguration(cors);
        anywhere.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        source.registerCorsConfiguration("/v1/**", anywhere);
        source.registerCorsConfiguration("/**", cors);
        return new CorsWebFilter(source, new CrossOriginRules());
    }
}
