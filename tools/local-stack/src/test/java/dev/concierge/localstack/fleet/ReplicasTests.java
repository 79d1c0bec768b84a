package dev.concierge.localstack.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicasTests {
    @TempDir
    private Path root;

    @Test
    void oneOfEachRunsWhereNobodyChose() {
        assertThat(Replicas.of(new Home(root)).instances().map(Instance::name))
                .containsExactlyElementsOf(
                        Fleet.SERVICES.stream().map(Service::name).toList());
    }

    @Test
    void theChoiceStaysAndWhatIsNotNamedKeepsItsNumber() {
        Home home = new Home(root);
        Replicas.choose("user-service=2,notification-hub=3", home);
        Replicas.choose("notification-hub=1", home);

        assertThat(Replicas.of(home).of(Fleet.named("user-service")).map(Instance::name))
                .containsExactly("user-service", "user-service-2");
        assertThat(Replicas.of(home).of(Fleet.named("notification-hub"))).hasSize(1);
    }

    @Test
    void everyCopyListensOnPortsOfItsOwn() {
        Settings settings = Settings.load(root, Map.of("CONCIERGE_PORT_BASE", "20000"));
        List<Instance> copies = List.of(
                new Instance(Fleet.named("user-service"), 1),
                new Instance(Fleet.named("user-service"), 2),
                new Instance(Fleet.named("notification-hub"), 2));

        assertThat(copies.stream().map(copy -> copy.port(settings))).containsExactly(20_001, 20_101, 4_100);
        assertThat(copies.stream().map(copy -> copy.managementPort(settings))).containsExactly(30_001, 30_101, 14_100);
    }

    @Test
    void theGatewayKnowsEveryCopyAndTheOthersTheAddressOfAll() {
        Settings settings = Settings.load(root, Map.of());
        Secrets.generate(settings.home());
        Replicas.choose("user-service=2", settings.home());

        assertThat(ServiceEnvironment.of(new Instance(Fleet.GATEWAY, 1), settings))
                .containsEntry("CONCIERGE_USER_URL", "http://localhost:8081,http://localhost:8181")
                .containsEntry("CONCIERGE_EVENT_URL", "http://localhost:8082");
        assertThat(ServiceEnvironment.of(new Instance(Fleet.named("event-service"), 1), settings))
                .containsEntry("CONCIERGE_USER_URL", "http://localhost:8981")
                .containsEntry("CONCIERGE_JWK_SET_URI", "http://localhost:8981/oauth2/jwks")
                .containsEntry("CONCIERGE_JOURNEY_URL", "http://localhost:8083")
                .containsEntry("CONCIERGE_OBSERVABILITY_DRAIN_DELAY", "0s");
        assertThat(ServiceEnvironment.of(new Instance(Fleet.named("user-service"), 2), settings))
                .containsEntry("PORT", "8181")
                .containsEntry("CONCIERGE_OBSERVABILITY_DRAIN_DELAY", "2s");
    }

    @Test
    void aBalancerStandsBeforeWhatRunsMoreThanOnce() {
        Settings settings = Settings.load(root, Map.of());
        assertThat(BalancerProcess.spec(settings)).isEmpty();

        Replicas.choose("gateway=2,user-service=2", settings.home());

        assertThat(BalancerProcess.services(settings).stream().map(service -> service.sharedPort(settings)))
                .containsExactly(8_980, 8_981);
        assertThat(Foundation.of(settings)).last().satisfies(spec -> {
            assertThat(spec.name()).isEqualTo("balancer");
            assertThat(spec.port()).isEqualTo(8_980);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-service", "user-service=0", "user-service=10", "nobody=2", "user-service=2,", ","})
    void refusesWhatNamesNoServiceOrNumber(String choices) {
        assertThatThrownBy(() -> Replicas.choose(choices, new Home(root)))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("(expected: <service>=<1 to 9>)");
    }
}
