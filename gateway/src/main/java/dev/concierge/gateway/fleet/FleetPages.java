package dev.concierge.gateway.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The landing page and the one OpenAPI page of the fleet, both static. */
@Import(ServiceHealths.class)
@Configuration(proxyBeanMethods = false)
class FleetPages {
    /** Swagger UI styles itself inline and draws its icons from data URLs. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .route(reads("/"), request -> page("pages/index.html"))
                .route(reads("/docs"), request -> page("pages/docs.html"))
                .resources("/assets/**", new ClassPathResource("pages/assets/"))
                .resources("/docs/assets/**", swaggerUi())
                .build();
    }

    /** HEAD is GET without the body (RFC 9110, 9.3.2), which the server leaves out. */
    private static RequestPredicate reads(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    private static Mono<ServerResponse> page(String path) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", POLICY)
                .bodyValue(new ClassPathResource(path));
    }

    /** Whatever version is on the class path. */
    private static Resource swaggerUi() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui.css");
            return found[0].createRelative("./");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
