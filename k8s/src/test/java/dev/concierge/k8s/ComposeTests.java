package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTests {
    private static final Tree COMPOSE =
            Sources.yaml(Sources.text("docker-compose.yml")).getFirst();
    /** Set by Kubernetes only: there a pod drains behind a Service. */
    private static final Set<String> OF_KUBERNETES = Set.of("CONCIERGE_OBSERVABILITY_DRAIN_DELAY");
    /** Set by compose only: there all services share one machine's cores. */
    private static final Set<String> OF_COMPOSE = Set.of("JDK_JAVA_OPTIONS");

    @Test
    void runsTheFleet() {
        Set<String> built = COMPOSE.map("services").keySet().stream()
                .filter(name -> service(name).at("build").present())
                .collect(Collectors.toSet());

        assertThat(built).isEqualTo(Fleet.SERVICES.stream().map(Service::name).collect(Collectors.toSet()));
        assertThat(built).allSatisfy(name -> {
            assertThat(service(name).text("build", "args", "SERVICE")).isEqualTo(name);
            assertThat(service(name).text("image")).isEqualTo("concierge/" + name);
        });
    }

    @Test
    void givesAServiceTheSameSettingsAsTheChart() {
        List<Tree> objects = Profile.PRODUCTION.objects();

        assertThat(Profile.PRODUCTION
                        .objects("Deployment")
                        .map(Workload::service)
                        .collect(Collectors.toSet()))
                .isEqualTo(Fleet.SERVICES.stream().map(Service::name).collect(Collectors.toSet()));
        assertThat(Profile.PRODUCTION.objects("Deployment"))
                .allSatisfy(deployment -> assertThat(environment(deployment.name()).keySet().stream()
                                .filter(name -> !OF_COMPOSE.contains(name)))
                        .containsExactlyInAnyOrderElementsOf(Profile.environment(deployment, objects)
                                .filter(name -> !OF_KUBERNETES.contains(name))
                                .toList()));
    }

    @Test
    void placesAreTheFleets() {
        assertThat(Fleet.SERVICES).allSatisfy(service -> {
            int port = service.port(Sources.UNSET);
            Map<String, Object> environment = environment(service.name());
            assertThat(environment)
                    .containsEntry("PORT", String.valueOf(port))
                    .containsEntry("CONCIERGE_MANAGEMENT_PORT", String.valueOf(port + 10_000));
            assertThat(environment("gateway"))
                    .containsEntry("CONCIERGE_" + service.alias() + "_URL", "http://" + service.name() + ":" + port);
            service.database()
                    .ifPresentOrElse(
                            database -> assertThat(environment)
                                    .containsEntry("CONCIERGE_DB_URL", "jdbc:postgresql://postgres:5432/" + database)
                                    .containsEntry("CONCIERGE_DB_USER", database)
                                    // $$ is compose's escape; the service resolves the rest from its secrets folder
                                    .containsEntry("CONCIERGE_DB_PASSWORD", "$${db-password-" + service.name() + "}"),
                            () -> assertThat(environment).doesNotContainKey("CONCIERGE_DB_URL"));
        });
    }

    @Test
    void publishesOnLoopbackOnly() {
        assertThat(services().flatMap(service -> service.each("ports")))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }

    @Test
    void waitsForWhatExistsAndCanTellItsHealth() {
        assertThat(services().flatMap(service -> service.map("depends_on").entrySet().stream()))
                .isNotEmpty()
                .allSatisfy(needed -> {
                    boolean healthy =
                            new Tree(needed.getValue()).text("condition").equals("service_healthy");
                    assertThat(service(needed.getKey()).present()).isTrue();
                    assertThat(service(needed.getKey()).at("healthcheck").present())
                            .isEqualTo(healthy);
                });
    }

    @Test
    void keepsWhatIsWrittenInVolumesWithAName() {
        Set<String> named = COMPOSE.map("volumes").keySet();

        assertThat(services()
                        .flatMap(service -> service.each("volumes"))
                        .map(volume -> volume.toString().split(":", -1))
                        .filter(parts -> !parts[0].startsWith("./")))
                .isNotEmpty()
                .allSatisfy(parts -> assertThat(parts)
                        .hasSizeGreaterThan(1)
                        .satisfies(source -> assertThat(named).contains(source[0])));
    }

    @Test
    void aServiceMayUnpackLibrariesAndReadsEverySettingOfTheEnvFile() {
        assertThat(Fleet.SERVICES).allSatisfy(service -> {
            Tree container = service(service.name());
            assertThat(container.text("read_only")).isEqualTo("true");
            assertThat(container.each("tmpfs").map(Tree::toString)).containsExactly("/tmp:exec,mode=1777");
            assertThat(container.each("env_file").map(file -> file.text("path") + " " + file.text("required")))
                    .containsExactly(".env false");
        });
    }

    @Test
    void resolvesTheSeedsHostNames() {
        Map<String, String> hosts = Map.of(
                "resources-server", "resource-service",
                "elixir", "notification-hub",
                "ai-agent-server", "dorathy-search",
                "redis", "valkey");

        assertThat(hosts)
                .allSatisfy((host, name) -> assertThat(
                                service(name).at("networks", "default").each("aliases"))
                        .as(host)
                        .extracting(Tree::toString)
                        .containsExactly(host));
    }

    @Test
    void commandsOfTheDocumentsNameServicesThatExist() {
        List<String> named = Sources.matches(
                        "`docker compose (?:up|logs -f) ([a-z -]+)`", Sources.text("docs/operations.md"))
                .flatMap(match -> Stream.of(match.group(1).split(" ", -1)))
                .filter(word -> !word.startsWith("-"))
                .toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(service(name).present()).as(name).isTrue());
    }

    @Test
    void mountsFilesThatExist() {
        assertThat(services()
                        .flatMap(service -> service.each("volumes"))
                        .map(volume -> volume.toString().split(":", -1)[0])
                        .filter(source -> source.startsWith("./")))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Sources.ROOT.resolve(source)).exists());
    }

    @Test
    void prometheusScrapesTheFleet() {
        Tree prometheus =
                Sources.yaml(Sources.text("k8s/compose/prometheus.yaml")).getFirst();

        assertThat(prometheus
                        .each("scrape_configs")
                        .flatMap(job -> job.each("static_configs"))
                        .flatMap(target -> target.each("targets"))
                        .map(Tree::toString))
                .containsExactlyInAnyOrderElementsOf(Fleet.SERVICES.stream()
                        .map(service -> service.name() + ":" + (service.port(Sources.UNSET) + 10_000))
                        .toList());
    }

    @Test
    void secretsAreThoseOfTheLocalFleetAndOfItsDatabases(@TempDir Path folder) throws IOException {
        Set<String> expected = new TreeSet<>(Set.of(
                "signing-key",
                "operator-password",
                "postgres-password",
                "kafka-password",
                "cache-password",
                "turn-secret",
                "client-secret-app",
                "client-secret-cli"));
        Fleet.SERVICES.forEach(service -> {
            expected.add("client-secret-" + service.name());
            service.database().ifPresent(_ -> expected.add("db-password-" + service.name()));
        });

        assertThat(GeneratedSecrets.in(folder)).isEqualTo(expected);
        String key = Files.readString(folder.resolve("signing-key"));
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        GeneratedSecrets.in(folder);
        assertThat(folder.resolve("signing-key")).hasContent(key);
    }

    private static Tree service(String name) {
        return COMPOSE.at("services", name);
    }

    private static Stream<Tree> services() {
        return COMPOSE.map("services").values().stream().map(Tree::new);
    }

    private static Map<String, Object> environment(String service) {
        return service(service).map("environment");
    }
}
