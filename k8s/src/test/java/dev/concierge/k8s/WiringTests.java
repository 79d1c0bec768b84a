package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the objects of the chart find each other, and a service finds what it reads. */
class WiringTests {
    @ParameterizedTest
    @EnumSource
    void everySelectorFindsPods(Profile profile) {
        List<Map<String, Object>> pods = profile.workloads()
                .map(workload -> workload.map("spec", "template", "metadata", "labels"))
                .toList();
        Stream<Map<String, Object>> selectors = profile.objects().stream()
                .map(object -> switch (object.kind()) {
                    case "Service" -> object.map("spec", "selector");
                    case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                        object.map("spec", "selector", "matchLabels");
                    case "NetworkPolicy" -> object.map("spec", "podSelector", "matchLabels");
                    default -> Map.<String, Object>of();
                })
                .filter(selector -> !selector.isEmpty());

        assertThat(selectors)
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(pods)
                        .filteredOn(labels -> labels.entrySet().containsAll(selector.entrySet()))
                        .hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void everyTargetPortIsAPortOfThePod(Profile profile) {
        assertThat(profile.objects("Service")).isNotEmpty().allSatisfy(service -> {
            Tree workload = profile.workloads()
                    .filter(candidate -> candidate.name().equals(service.name()))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> ports = Workload.ports(workload);
            assertThat(service.each("spec", "ports"))
                    .isNotEmpty()
                    .allSatisfy(port -> assertThat(ports).containsEntry(port.text("targetPort"), port.text("port")));
        });
    }

    @Test
    void portsAreTheFleets() {
        assertThat(Profile.PRODUCTION.objects("Deployment")).allSatisfy(deployment -> {
            int port = Fleet.named(Workload.service(deployment)).port(Sources.UNSET);
            assertThat(Workload.ports(deployment))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("http", String.valueOf(port), "management", String.valueOf(port + 10_000)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsKnownToTheServices(Profile profile) {
        List<Tree> objects = profile.objects();

        assertThat(profile.objects("Deployment").flatMap(deployment -> Profile.environment(deployment, objects)))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(KnownSettings.contains(name)).as(name).isTrue());
    }

    @Test
    void aMisspeltSettingIsNotKnown() {
        assertThat(KnownSettings.contains("CONCIERGE_USR_URL")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everySecretKeyExists(Profile profile, @TempDir Path folder) {
        Set<String> generated = GeneratedSecrets.in(folder);
        assertThat(profile.objects("Secret"))
                .allSatisfy(secret -> assertThat(secret.map("data").keySet()).containsAll(generated));

        assertThat(profile.workloads().flatMap(Workload::secretKeys))
                .isNotEmpty()
                .allMatch(key -> generated.contains(key) || key.equals("kafka-jaas"));
    }

    @Test
    void aServiceSeesItsOwnSecretsOnlyAndTheIssuerThoseOfAllClients() {
        assertThat(Profile.PRODUCTION.objects("Deployment")).allSatisfy(deployment -> {
            String name = Workload.service(deployment);
            Stream<String> expected = name.equals("user-service")
                    ? Stream.concat(
                            Stream.of(
                                    "signing-key",
                                    "operator-password",
                                    "client-secret-app",
                                    "client-secret-cli",
                                    "db-password-user-service"),
                            Fleet.SERVICES.stream().map(Service::name).map("client-secret-"::concat))
                    : Stream.of("client-secret-" + name, "db-password-" + name)
                            .filter(key -> !key.startsWith("db-password-")
                                    || Fleet.named(name).ownsDatabase());
            assertThat(Workload.secretKeys(deployment))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(expected, Workload.sharedPasswords(name).stream())
                                    .toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void podsAreRestricted(Profile profile) {
        assertThat(profile.workloads()).allSatisfy(workload -> {
            Tree pod = workload.at("spec", "template", "spec");
            assertThat(pod.text("securityContext", "runAsNonRoot")).isEqualTo("true");
            assertThat(pod.text("securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            assertThat(pod.text("automountServiceAccountToken")).isEqualTo("false");
            assertThat(pod.text("enableServiceLinks")).isEqualTo("false");
            assertThat(pod.each("containers")).allSatisfy(container -> {
                assertThat(container.text("securityContext", "capabilities", "drop"))
                        .isEqualTo("[ALL]");
                assertThat(container.text("securityContext", "allowPrivilegeEscalation"))
                        .isEqualTo("false");
                assertThat(container.at("resources", "limits", "memory").present())
                        .isTrue();
            });
        });
    }
}
