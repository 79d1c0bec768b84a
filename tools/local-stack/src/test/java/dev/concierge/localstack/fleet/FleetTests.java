package dev.concierge.localstack.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTests {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String SETTINGS = "src/main/resources/application.yaml";

    @Test
    void isEveryServiceOfTheBuild() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve(SETTINGS))))
                    .extracting(folder -> ROOT.relativize(folder).toString())
                    .containsExactlyInAnyOrderElementsOf(
                            Fleet.SERVICES.stream().map(Service::name).toList());
        }
        assertThat(Fleet.SERVICES)
                .allSatisfy(service -> assertThat(ROOT.resolve(service.name()).resolve(SETTINGS))
                        .content()
                        .contains("application.name: " + service.name()));
    }

    @Test
    void listensOnTheDocumentedPorts() {
        Settings settings = settings(Map.of());

        assertThat(Fleet.SERVICES)
                .extracting(service -> service.name() + " " + service.port(settings))
                .contains(
                        "gateway 8080",
                        "user-service 8081",
                        "event-service 8082",
                        "journey-service 8083",
                        "resource-service 3002",
                        "notification-hub 4000",
                        "dorathy-search 3000",
                        "concierge-service 8084",
                        "datemaker 8085");
        assertThat(Arrays.stream(Infrastructure.values()).map(kind -> kind.processName() + " " + kind.port(settings)))
                .containsExactly("postgres 15432", "kafka 19092", "redis 16379", "mail 12525");
    }

    @Test
    void theBaseMovesAllButThreeServices() {
        Settings settings = settings(Map.of("CONCIERGE_PORT_BASE", "20000"));

        assertThat(ports(settings).filter(port -> port < 20_000))
                .containsExactlyInAnyOrder(8080, 18_080, 3002, 13_002, 4000, 14_000);
        assertThat(ports(settings)).doesNotHaveDuplicates();
    }

    @TempDir
    private Path root;

    @Test
    void everyPortHasASettingOfItsOwn() {
        Settings settings = settings(
                Map.of("CONCIERGE_PORT_BASE", "20000", "CONCIERGE_HUB_PORT", "4001", "CONCIERGE_KAFKA_PORT", "9"));

        assertThat(Fleet.named("notification-hub").port(settings)).isEqualTo(4001);
        assertThat(Infrastructure.KAFKA.port(settings)).isEqualTo(9);
    }

    @Test
    void aBaseWithoutRoomForManagementIsRefused() {
        Settings settings = settings(Map.of("CONCIERGE_PORT_BASE", "60000"));

        assertThatThrownBy(() -> Fleet.named("user-service").port(settings))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("CONCIERGE_USER_PORT: 60001 (expected: 1 to 55535");
    }

    @Test
    void aServiceFindsEverySettingOfTheContractInItsEnvironment() throws IOException {
        Map<String, String> environment = ServiceEnvironment.of(
                new Instance(Fleet.named("notification-hub"), 1), started(Map.of("CONCIERGE_PORT_BASE", "20000")));

        assertThat(environment)
                .containsEntry("PORT", "4000")
                .containsEntry("CONCIERGE_MANAGEMENT_PORT", "14000")
                .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("CONCIERGE_DB_URL", "jdbc:postgresql://localhost:20011/notification_hub")
                .containsEntry("CONCIERGE_DB_USER", "notification_hub")
                .containsEntry("CONCIERGE_KAFKA_BOOTSTRAP", "localhost:20012")
                .containsEntry("CONCIERGE_USER_URL", "http://localhost:20001")
                .containsEntry("CONCIERGE_JWK_SET_URI", "http://localhost:20001/oauth2/jwks")
                .containsEntry("CONCIERGE_KAFKA_PROTOCOL", "SASL_PLAINTEXT")
                .containsEntry("CONCIERGE_KAFKA_MECHANISM", "PLAIN")
                .containsEntry("CONCIERGE_KAFKA_USER", "concierge")
                .containsEntry("CONCIERGE_REVOCATIONS_URI", "http://localhost:20001/oauth2/revocations")
                .containsEntry("CONCIERGE_DASHBOARD_URLS", "http://localhost:8080")
                .containsEntry("CONCIERGE_ISSUER", "https://concierge.local")
                .containsEntry("CONCIERGE_SMTP_PORT", "20014");
        assertThat(environment.keySet()).containsAll(settingsOfTheContract());
        assertThat(List.of(
                        environment.get("REDIS_PASSWORD"),
                        environment.get("CONCIERGE_DB_PASSWORD"),
                        environment.get("CONCIERGE_KAFKA_PASSWORD")))
                .doesNotHaveDuplicates()
                .allSatisfy(password -> assertThat(password).hasSizeGreaterThan(30));
    }

    @Test
    void theBrokerIsToldWhereItsPasswordLiesAndNotThePassword() {
        Settings settings = started(Map.of());
        Home home = settings.home();

        assertThat(KafkaProcess.command(home.infrastructure("kafka"), 9, home))
                .endsWith(
                        home.infrastructure("kafka").toString(),
                        "9",
                        Secrets.kafkaFile(home).toString())
                .noneMatch(word -> word.contains(Secrets.kafka(home)));
    }

    @Test
    void whatOwnsNoDatabaseIsGivenNone() {
        assertThat(Stream.of("gateway").map(Fleet::named))
                .allSatisfy(service -> assertThat(ServiceEnvironment.of(new Instance(service, 1), started(Map.of())))
                        .doesNotContainKey("CONCIERGE_DB_URL"));
    }

    /**
     * Those of the first table that are not a family of names; a prefix is only for sharing a broker.
     * Another issuer's are the user's own: a service inherits what the shell and .env say.
     */
    private static List<String> settingsOfTheContract() throws IOException {
        return Files.readAllLines(ROOT.resolve("contracts/README.md")).stream()
                .takeWhile(line -> !line.equals("## Tokens"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .filter(name -> !name.contains("<") && !name.endsWith("_PREFIX"))
                .toList();
    }

    private static Stream<Integer> ports(Settings settings) {
        return Stream.concat(
                Fleet.SERVICES.stream()
                        .flatMap(service -> Stream.of(service.port(settings), service.managementPort(settings))),
                Arrays.stream(Infrastructure.values()).map(kind -> kind.port(settings)));
    }

    /** After the first start. */
    private Settings started(Map<String, String> environment) {
        Settings settings = Settings.load(root, environment);
        Secrets.generate(settings.home());
        return settings;
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.load(Path.of("nowhere"), environment);
    }
}
