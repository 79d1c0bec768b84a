package dev.concierge.gateway.fleet;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The operators' console: one page for every address below {@code /console/}, which alone knows its screens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsolePages {
    private static final URI HOME = URI.create("/console/");

    /** Everything comes from here, nothing is inline, and nobody frames it; calls go here and to the issuer. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Their names change with what is in them. */
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    RouterFunction<ServerResponse> console(ConsoleSettings settings) {
        String policy = POLICY.formatted(settings.connectSources());
        return RouterFunctions.route()
                .route(Pages.reads("/"), request -> home())
                .route(Pages.reads("/console"), request -> home())
                .route(Pages.reads("/console/icon.svg"), request -> file("icon.svg", CacheControl.noCache()))
                .route(Pages.reads("/console/issuer.json"), request -> issuer(settings))
                .route(Pages.reads("/console/assets/{name:[\\w-]+\\.(?:js|css)}"), ConsolePages::asset)
                .route(
                        Pages.reads("/console/assets/**"),
                        request -> ServerResponse.notFound().build())
                .route(Pages.reads("/console/**"), request -> page(policy))
                // where the issuer sends operators back to
                .route(Pages.reads("/signed-in"), request -> page(policy))
                .build();
    }

    private static Mono<ServerResponse> home() {
        return ServerResponse.temporaryRedirect(HOME).build();
    }

    private static Mono<ServerResponse> issuer(ConsoleSettings settings) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .bodyValue(settings.view());
    }

    private static Mono<ServerResponse> page(String policy) {
        Resource page = packed("index.html");
        return Pages.page(page.exists() ? page : new ClassPathResource("pages/no-console.html"), policy);
    }

    private static Mono<ServerResponse> file(String name, CacheControl cache) {
        return content(name, packed(name), cache, ServerResponse.ok());
    }

    /** Packed already, for browsers that unpack. */
    private static Mono<ServerResponse> asset(ServerRequest request) {
        String name = request.pathVariable("name");
        ServerResponse.BodyBuilder answer = ServerResponse.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        Resource small = packed("assets/" + name + ".gz");
        boolean unpacks = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
        return unpacks && small.exists()
                ? content(name, small, FOR_GOOD, answer.header(HttpHeaders.CONTENT_ENCODING, "gzip"))
                : content(name, packed("assets/" + name), FOR_GOOD, answer);
    }

    private static Mono<ServerResponse> content(
            String name, Resource file, CacheControl cache, ServerResponse.BodyBuilder answer) {
        if (!file.exists()) {
            return ServerResponse.notFound().build();
        }
        return answer.contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(cache)
                .bodyValue(file);
    }

    private static Resource packed(String name) {
        return new ClassPathResource("console/" + name);
    }
}
