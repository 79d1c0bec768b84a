package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service's own client may what the service calls, and nothing else: the scopes of {@code fleet.json} are those that the
 * operations behind its {@code @HttpExchange} methods ask of services.
 */
class OwnScopesTests {
    private static final Path ROOT = RepositoryFolder.find();
    /** By the key of one, or of each that keeps something. */
    private static final Pattern CREATED =
            Pattern.compile("\\.create\\((\\w+)\\.class, (?:\"([a-z-]+)\"|service\\.key\\(\\))\\)");

    private static final Pattern EXCHANGE =
            Pattern.compile("@(Get|Post|Put|Patch|Delete)Exchange\\((?:url = )?\"([^\"]+)\"");

    @TestFactory
    Stream<DynamicTest> aServicesClientMayWhatTheServiceCalls() {
        return Fleet.SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(
                        service.name(), () -> assertThat(granted(service)).isEqualTo(needed(service))));
    }

    private static Set<String> granted(Service service) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(ROOT.resolve("fleet.json")))
                .valueStream()
                .filter(entry -> entry.path("name").asString().equals(service.name()))
                .flatMap(entry -> entry.path("scopes").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> needed(Service service) throws IOException {
        List<String> sources = sources(ROOT.resolve(service.name()).resolve("src/main/java"));
        Set<String> scopes = new TreeSet<>();
        for (String source : sources) {
            for (MatchResult created : CREATED.matcher(source).results().toList()) {
                String client = sources.stream()
                        .filter(text -> text.contains("interface " + created.group(1) + " "))
                        .findFirst()
                        .orElseThrow();
                for (String called : called(created.group(2), service)) {
                    JsonNode offered = document(called);
                    EXCHANGE.matcher(client)
                            .results()
                            .forEach(call ->
                                    scope(offered, call.group(1), call.group(2)).ifPresent(scopes::add));
                }
            }
        }
        return scopes;
    }

    /** Names of services; {@code key} is null for each that keeps something but the caller. */
    private static List<String> called(@Nullable String key, Service caller) {
        return Fleet.SERVICES.stream()
                .filter(service -> key == null
                        ? service.ownsDatabase() && !service.equals(caller)
                        : service.name().equals(key)
                                || service.name().equals(key + "-service")
                                || service.name().endsWith("-" + key))
                .map(Service::name)
                .toList();
    }

    private static Optional<String> scope(JsonNode document, String method, String path) {
        String shape = path.replaceAll("\\{[^}]*}", "{}");
        return document.path("paths")
                .propertyStream()
                .filter(offered ->
                        offered.getKey().replaceAll("\\{[^}]*}", "{}").equals(shape))
                .map(offered -> offered.getValue().path(method.toLowerCase(Locale.ROOT)))
                .flatMap(operation -> operation.path("x-callers").valueStream())
                .filter(caller -> caller.path("kind").asString().equals("service"))
                .map(caller -> caller.path("scope").asString())
                .filter(scope -> !scope.isEmpty())
                .findFirst();
    }

    private static JsonNode document(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(ROOT.resolve("contracts/http/" + name + ".openapi.json")));
    }

    private static List<String> sources(Path folder) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path :
                    all.filter(file -> file.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(path));
            }
        }
        return sources;
    }
}
