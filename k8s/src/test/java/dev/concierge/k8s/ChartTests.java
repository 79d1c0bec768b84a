package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTests {
    @Test
    void passesTheStrictLint() {
        LintResult result = new Helm(Sources.CHART).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void rendersNothingThatKubernetesDoesNotKnow(Profile profile) {
        assertThat(profile.objects())
                .isNotEmpty()
                .allSatisfy(object -> assertThatCode(() -> KubernetesModels.parse(object))
                        .as("%s", object)
                        .doesNotThrowAnyException());
    }

    @Test
    void theModelsRefuseAnUnknownField() {
        Tree service = Sources.yaml("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {prots: []}}")
                .getFirst();

        assertThatThrownBy(() -> KubernetesModels.parse(service)).hasMessageContaining("prots");
    }

    @ParameterizedTest
    @EnumSource
    void rendersNoObjectTwice(Profile profile) {
        assertThat(profile.objects().stream().map(Tree::toString)).doesNotHaveDuplicates();
    }

    @Test
    void deploysTheFleet() {
        assertThat(Profile.PRODUCTION.objects("Deployment").map(Tree::name))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Fleet.SERVICES.stream().map(Service::name), Stream.of("notification-hub-delivery"))
                        .toList());
    }

    @Test
    void aWorkloadOfAServiceWithRolesRunsItsImageInOneOfThem() {
        assertThat(Profile.PRODUCTION
                        .objects("Deployment")
                        .filter(deployment -> Workload.service(deployment).equals("notification-hub")))
                .extracting(deployment -> deployment.name() + " "
                        + Workload.environment(deployment).get("CONCIERGE_HUB_ROLE"))
                .containsExactlyInAnyOrder("notification-hub live", "notification-hub-delivery delivery");
    }

    @Test
    void aModelIsLearnedEveryNightByTheServicesOwnImageOnItsOwnDatabase() {
        Tree job = Profile.PRODUCTION.objects("CronJob").findFirst().orElseThrow();
        Tree learner = job.each("spec", "jobTemplate", "spec", "template", "spec", "containers")
                .findFirst()
                .orElseThrow();
        Tree server = Profile.PRODUCTION
                .objects("Deployment")
                .filter(deployment -> deployment.name().equals("concierge-service"))
                .flatMap(deployment -> deployment.each("spec", "template", "spec", "containers"))
                .findFirst()
                .orElseThrow();

        assertThat(job.name()).isEqualTo("concierge-service-train");
        assertThat(job.text("spec", "schedule")).isEqualTo("17 3 * * *");
        assertThat(learner.each("args").map(Tree::toString)).containsExactly("train");
        assertThat(learner.text("image")).isEqualTo(server.text("image"));
        assertThat(database(learner)).isNotEmpty().isEqualTo(database(server));
    }

    private static List<String> database(Tree container) {
        return container
                .each("env")
                .filter(entry -> entry.text("name").startsWith("CONCIERGE_DB"))
                .map(Tree::toString)
                .toList();
    }

    @Test
    void aRelayRunsWhereItIsWantedAndSharesItsSecretWithDatemakerAlone() {
        String rendered = Profile.PRODUCTION
                .command()
                .set("turn.enabled", "true")
                .set("turn.host", "turn.example.com")
                .call();
        List<Tree> sharing = Stream.of(rendered.split("\n---\n", -1))
                .filter(object -> object.contains("kind: Deployment") && object.contains("turn-secret"))
                .map(object -> Sources.yaml(object).getFirst())
                .toList();

        assertThat(sharing).extracting(Tree::name).containsExactlyInAnyOrder("datemaker", "turn");
        assertThat(sharing).allSatisfy(deployment -> {
            if (deployment.name().equals("datemaker")) {
                assertThat(Workload.environment(deployment).get("CONCIERGE_DATEMAKER_CALLS_TURN"))
                        .startsWith("turn:turn.example.com:3478");
            } else {
                assertThat(deployment.text("spec", "template", "spec", "hostNetwork"))
                        .isEqualTo("true");
            }
        });
    }

    /** A pager has no tree of ours beside it. */
    @Test
    void runbooksAreLinksThatOpen() {
        List<String> links = Profile.EVERYTHING
                .objects("PrometheusRule")
                .flatMap(rules -> rules.each("spec", "groups"))
                .flatMap(group -> group.each("rules"))
                .filter(rule -> rule.at("alert").present())
                .map(rule -> rule.text("annotations", "runbook_url"))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allMatch(link -> link.startsWith("https://git.example.com/concierge/blob/main/docs/operations.md#"));
    }

    @Test
    void switchesEveryOptionalPartOn() {
        assertThat(Profile.EVERYTHING.objects().stream().map(Tree::kind))
                .contains(
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "PrometheusRule",
                        "Secret",
                        "ServiceMonitor",
                        "StatefulSet");
        assertThat(Profile.PRODUCTION.objects().stream().map(Tree::kind))
                .doesNotContain("HTTPRoute", "Ingress", "PrometheusRule", "Secret", "ServiceMonitor", "StatefulSet");
    }

    @Test
    void aServiceIsScaledByHowFarItIsBehindWhereKedaIs() {
        List<Tree> objects = Sources.yaml(Profile.PRODUCTION
                .command()
                .set("services.event-service.autoscaling.enabled", "true")
                .set("services.event-service.autoscaling.maxReplicas", "16")
                .set("services.gateway.autoscaling.enabled", "true")
                .set("keda.enabled", "true")
                .call());
        Map<String, Tree> scaled = objects.stream()
                .filter(object -> object.kind().equals("ScaledObject"))
                .collect(Collectors.toMap(Tree::name, object -> object));

        assertThat(objects).noneMatch(object -> object.kind().equals("HorizontalPodAutoscaler"));
        assertThat(scaled).containsOnlyKeys("event-service", "gateway");
        assertThat(scaled.values()).allSatisfy(KubernetesModels::parse);
        assertThat(triggers(scaled, "event-service").map(trigger -> trigger.text("type")))
                .containsExactly("cpu", "prometheus");
        assertThat(triggers(scaled, "event-service").skip(1).map(trigger -> trigger.text("metadata", "query")))
                .as("more pods help nobody who reads every partition by themselves")
                .containsExactly("max(consumer_lag_time_seconds{namespace=\"concierge\",job=\"event-service\","
                        + "subscription!~\".*-follower\"})");
        assertThat(triggers(scaled, "gateway").map(trigger -> trigger.text("type")))
                .as("reads no topics")
                .containsExactly("cpu");
    }

    private static Stream<Tree> triggers(Map<String, Tree> scaled, String name) {
        return Objects.requireNonNull(scaled.get(name), name).each("spec", "triggers");
    }

    @Test
    void aServiceOwnSettingGoesBeforeTheFleets() {
        Map<String, String> levels = Map.of("event-service", "debug", "user-service", "warn");

        assertThat(Profile.EVERYTHING.objects("Deployment").filter(object -> levels.containsKey(object.name())))
                .hasSize(2)
                .allSatisfy(object -> assertThat(object.each("spec", "template", "spec", "containers")
                                .flatMap(container -> container.each("env"))
                                .filter(entry -> entry.text("name").equals("LOG_LEVEL"))
                                .map(entry -> entry.text("value")))
                        .containsExactly(levels.get(object.name())));
    }

    @ParameterizedTest
    @CsvSource({
        "logLevel=info, http://localhost:8080",
        "ingress.enabled=true edge.trustedProxies[0]=10.42.0.0/16, http://concierge.example.com",
        "ingress.enabled=true edge.trustedProxies[0]=10.42.0.0/16 ingress.tlsSecret=tls, https://concierge.example.com",
        "httpRoute.enabled=true edge.trustedProxies[0]=10.42.0.0/16 httpRoute.parentRefs[0].name=edge, https://concierge.example.com",
        "ingress.enabled=true edge.trustedProxies[0]=10.42.0.0/16 origins[0]=https://a.example, https://a.example"
    })
    void operatorsAreSentBackToWhereBrowsersFindTheGateway(String values, String origins) {
        TemplateCommand command = Profile.PRODUCTION.command();
        Stream.of(values.split(" ", -1))
                .map(value -> value.split("=", 2))
                .forEach(value -> command.set(value[0], value[1]));

        assertThat(command.call()).contains("CONCIERGE_DASHBOARD_URLS: \"" + origins + "\"\n");
    }

    /** Else every guest has the proxy's address, and the sign-in's cookie is not for https alone. */
    @ParameterizedTest
    @ValueSource(strings = {"ingress", "httpRoute"})
    void anEdgeIsRefusedWithoutTheAddressesThatItCallsFrom(String edge) {
        TemplateCommand without = Profile.PRODUCTION.command().set(edge + ".enabled", "true");
        TemplateCommand with = Profile.PRODUCTION
                .command()
                .set(edge + ".enabled", "true")
                .set("edge.trustedProxies[0]", "10.42.0.0/16")
                .set("httpRoute.parentRefs[0].name", "edge");

        assertThatThrownBy(without::call).hasMessageContaining("trustedProxies");
        assertThat(with.call()).contains("CONCIERGE_GATEWAY_TRUSTED_PROXIES: \"10.42.0.0/16\"");
    }

    @Test
    void anUpgradeKeepsEverySecretThatIsThere() {
        Map<String, String> present = Map.of("signing-key", "b2xk", "added-by-hand", "bW9yZQ==");
        FakeCluster.secret(present);
        Tree secret = Sources.yaml(Profile.DEV.commandOnCluster().call()).stream()
                .filter(object -> object.kind().equals("Secret"))
                .findFirst()
                .orElseThrow();

        assertThat(secret.map("data")).containsAllEntriesOf(present).containsKey("client-secret-app");
        assertThat(secret.text("metadata", "annotations", "helm.sh/resource-policy"))
                .isEqualTo("keep");
    }

    @ParameterizedTest
    @CsvSource({
        "typo, a, typo",
        "image.regsitry, a, regsitry",
        "postgres.port, five, port",
        "logLevel, loud, logLevel",
        "services.gateway.replica, 2, replica",
        "services.gateway.port, 80, port",
        "services.user-service.resources.limits.memory, much, memory",
        "defaults.autoscaling.cpu, 101, cpu",
        "drainDelay, 5, drainDelay",
        "drainDelay, 0s, drainDelay",
        "terminationGracePeriodSeconds, 5, terminationGracePeriodSeconds",
        "httpRoute.enabled, true, parentRefs",
        "kafka.protocol, SASL, protocol",
        "kafka.mechanism, GSSAPI, mechanism",
        "kafka.user, '', user",
        "redis.password, secret, password",
        "origins[0], concierge.example.com, origins",
        "env.lower, a, lower"
    })
    void refusesAValueThatIsNoneOfTheSchema(String key, String value, String named) {
        assertThatThrownBy(() -> Profile.PRODUCTION.command().set(key, value).call())
                .hasMessageContaining("schema")
                .hasMessageContaining(named);
    }
}
