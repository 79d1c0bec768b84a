package dev.concierge.gateway.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The one OpenAPI page of the fleet, and what the gateway's own pages load. */
@Import(ServiceHealths.class)
@Configuration(proxyBeanMethods = false)
class FleetPages {
    /** Swagger UI styles itself inline and draws its icons from data URLs. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .route(Pages.reads("/docs"), request -> Pages.page(new ClassPathResource("pages/docs.html"), POLICY))
                .resources("/assets/**", new ClassPathResource("pages/assets/"))
                .resources("/docs/assets/**", swaggerUi())
                .build();
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
