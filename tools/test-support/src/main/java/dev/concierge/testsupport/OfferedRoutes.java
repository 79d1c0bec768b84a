package dev.concierge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of a running service, each as {@code GET /path/{variable}}: what its controllers say, on either stack, and
 * what its OpenAPI document says.
 *
 * @param handled by controllers
 * @param document OpenAPI
 */
record OfferedRoutes(Set<String> handled, JsonNode document) {
    /** Of every service, and known to everyone. */
    private static final Set<String> PLATFORM = Set.of("GET /health", "ANY ${spring.web.error.path:/error}");

    static OfferedRoutes of(ApplicationContext context) {
        Set<String> handled = context.getBeansWithAnnotation(Controller.class).values().stream()
                .map(AopUtils::getTargetClass)
                .filter(type -> type.getPackageName().startsWith("dev.concierge."))
                .flatMap(OfferedRoutes::routes)
                .filter(Predicate.not(PLATFORM::contains))
                .collect(Collectors.toCollection(TreeSet::new));
        return new OfferedRoutes(
                handled, document(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
    }

    Set<String> documented() {
        return operations(operation -> true);
    }

    /** Documented with callers, which the document has from the access list. */
    Set<String> guarded() {
        return operations(operation -> operation.has("x-callers"));
    }

    /** What the access list has besides. */
    Set<String> otherDoors() {
        return document.path("x-rules")
                .valueStream()
                .map(door ->
                        door.path("method").asString() + " " + door.path("path").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> operations(Predicate<JsonNode> wanted) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> wanted.test(operation.getValue()))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> routes(Class<?> controller) {
        List<String> prefixes = mapping(controller).map(OfferedRoutes::paths).orElse(List.of(""));
        return Arrays.stream(controller.getDeclaredMethods())
                .flatMap(method -> mapping(method).stream())
                .flatMap(mapping -> prefixes.stream()
                        .flatMap(prefix -> paths(mapping).stream().map(prefix::concat))
                        .flatMap(path -> methods(mapping).map(method -> method + " " + path)));
    }

    private static Optional<RequestMapping> mapping(AnnotatedElement element) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class));
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    private static Stream<String> methods(RequestMapping mapping) {
        return mapping.method().length == 0
                ? Stream.of("ANY")
                : Arrays.stream(mapping.method()).map(Enum::name);
    }

    private static JsonNode document(int port) {
        URI uri = URI.create("http://localhost:" + port + "/v3/api-docs");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new JsonMapper()
                    .readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
