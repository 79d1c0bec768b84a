package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a drained node, a lost one and a new version take no service away. */
class AvailabilityTests {
    private static final String DRAIN = "CONCIERGE_OBSERVABILITY_DRAIN_DELAY";
    /** Of spring.lifecycle.timeout-per-shutdown-phase; web server and consumers stop in two of them. */
    private static final int SHUTDOWN_SECONDS = 2 * 20;

    @ParameterizedTest
    @EnumSource
    void aDrainTakesOnePodAtATime(Profile profile) {
        List<Object> budgets = profile.objects("PodDisruptionBudget")
                .filter(budget -> budget.text("spec", "maxUnavailable").equals("1"))
                .map(budget -> selector(budget))
                .toList();

        assertThat(profile.objects("Deployment").map(deployment -> selector(deployment)))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(budgets).containsOnlyOnce(selector));
    }

    @Test
    void podsOfAServiceSpreadOverNodes() {
        assertThat(Profile.PRODUCTION.objects("Deployment")).isNotEmpty().allSatisfy(deployment -> {
            assertThat(deployment.text("spec", "replicas")).isEqualTo("2");
            assertThat(deployment.each("spec", "template", "spec", "topologySpreadConstraints"))
                    .singleElement()
                    .satisfies(spread -> assertThat(spread.text("topologyKey")).isEqualTo("kubernetes.io/hostname"))
                    .satisfies(spread -> assertThat(spread.map("labelSelector", "matchLabels"))
                            .isEqualTo(selector(deployment)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNewPodIsReadyBeforeAnOldOneGoes(Profile profile) {
        assertThat(profile.objects("Deployment")).isNotEmpty().allSatisfy(deployment -> {
            assertThat(deployment.text("spec", "strategy", "rollingUpdate", "maxUnavailable"))
                    .isEqualTo("0");
            assertThat(deployment.each("spec", "template", "spec", "containers"))
                    .allSatisfy(container -> {
                        assertThat(container.text("startupProbe", "httpGet", "path"))
                                .isEqualTo("/livez");
                        assertThat(container.text("livenessProbe", "httpGet", "path"))
                                .isEqualTo("/livez");
                        assertThat(container.text("readinessProbe", "httpGet", "path"))
                                .isEqualTo("/readyz");
                    });
        });
    }

    @Test
    void aPodMayFinishWhatItBegan() {
        int drain = Profile.PRODUCTION
                .objects("ConfigMap")
                .filter(map -> map.at("data", DRAIN).present())
                .mapToInt(map -> Integer.parseInt(map.text("data", DRAIN).replace("s", "")))
                .sum();

        assertThat(drain).isPositive();
        assertThat(Profile.PRODUCTION
                        .objects("Deployment")
                        .map(deployment -> deployment.text("spec", "template", "spec", "terminationGracePeriodSeconds"))
                        .map(Integer::valueOf))
                .allMatch(grace -> grace > drain + SHUTDOWN_SECONDS);
    }

    @Test
    void whatScalesByItselfHasNoFixedNumberOfPods() {
        Stream<String> targets = Profile.EVERYTHING
                .objects("HorizontalPodAutoscaler")
                .map(scaler -> scaler.text("spec", "scaleTargetRef", "name"));

        assertThat(targets).containsExactly("gateway");
        assertThat(Profile.EVERYTHING
                        .objects("Deployment")
                        .filter(deployment -> !deployment.at("spec", "replicas").present())
                        .map(Tree::name))
                .containsExactly("gateway");
    }

    @Test
    void switchingScalingOnKeepsThePodsThatRun() {
        FakeCluster.pods(Map.of("gateway", 7));
        try {
            assertThat(Profile.EVERYTHING
                            .objects("Deployment")
                            .filter(deployment -> deployment.name().equals("gateway"))
                            .map(deployment -> deployment.text("spec", "replicas")))
                    .containsExactly("7");
        } finally {
            FakeCluster.pods(Map.of());
        }
    }

    private static Object selector(Tree object) {
        return object.map("spec", "selector", "matchLabels");
    }
}
