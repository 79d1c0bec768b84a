package dev.concierge.hub;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The seed's test client at {@code /test}; what it loads lies below {@code static/test}. */
@Configuration(proxyBeanMethods = false)
class TestPage {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> testPageRoute() {
        ClassPathResource page = new ClassPathResource("static/test/index.html");
        return RouterFunctions.route(
                RequestPredicates.GET("/test"),
                _ -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .header("Content-Security-Policy", POLICY)
                        .bodyValue(page));
    }
}
