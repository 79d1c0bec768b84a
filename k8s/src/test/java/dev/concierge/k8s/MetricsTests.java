package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That dashboards and alerts look at metrics that exist. */
class MetricsTests {
    /** By the JVM, the web server, the connection pool, Prometheus and kube-state-metrics. */
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "kube_pod_status_ready",
            "http_server_requests_seconds",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "jvm_gc_pause_seconds",
            "jvm_memory_used_bytes",
            "process_cpu_usage",
            "process_uptime_seconds");

    @Test
    void alertsUseMetricsThatExist() {
        Set<String> expressions = Sources.yaml(Sources.text("k8s/chart/files/alerts.yaml"))
                .getFirst()
                .each("groups")
                .flatMap(group -> group.each("rules"))
                .map(rule -> rule.text("expr"))
                .collect(Collectors.toSet());

        assertThat(expressions).hasSizeGreaterThan(5);
        assertExist(expressions.stream());
    }

    @Test
    void dashboardsUseMetricsThatExist() throws IOException {
        try (Stream<Path> dashboards = Files.list(Sources.CHART.resolve("dashboards"))) {
            assertExist(dashboards
                    .map(file -> Sources.yaml(Sources.text(file.toString())).getFirst())
                    .flatMap(dashboard -> dashboard.each("panels"))
                    .flatMap(panel -> panel.each("targets"))
                    .map(target -> target.text("expr")));
        }
    }

    @Test
    void aMisspeltMetricIsNotKnown() {
        assertThat(metrics("sum by (job) (rate(outbox_age_seconds{job=\"a\"}[5m])) > 1"))
                .containsExactly("outbox_age_seconds");
        assertThat(known()).contains("outbox_oldest_age").doesNotContain("outbox_age");
    }

    private static void assertExist(Stream<String> expressions) {
        Set<String> known = known();
        assertThat(expressions.flatMap(MetricsTests::metrics))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(known).contains(base(metric)));
    }

    /** Names outside of strings and of by (…), that are no functions. */
    private static Stream<String> metrics(String expression) {
        String bare = expression
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("by \\([^)]*\\)", "");
        return Sources.matches("\\b([a-z][a-z0-9_]*)\\b(?!\\s*\\()", bare)
                .map(match -> match.group(1))
                .filter(word -> !Set.of("sum", "max").contains(word));
    }

    /** Those documented by the platform, and those registered in Java, in Prometheus's spelling. */
    private static Set<String> known() {
        Stream<String> documented = Sources.list(file -> file.toString().endsWith(".md")).stream()
                .flatMap(text -> Sources.matches("`([a-z]+(?:_[a-z]+)+)`", text))
                .map(match -> match.group(1));
        Stream<String> registered = Sources.main(".java").stream()
                .filter(text -> text.contains("io.micrometer.core.instrument"))
                .flatMap(text -> Sources.matches("\"([a-z]+(?:\\.[a-z]+)+)\"", text))
                .map(match -> match.group(1).replace('.', '_'));
        return Stream.of(documented, registered, OF_OTHERS.stream())
                .flatMap(names -> names)
                .map(MetricsTests::base)
                .collect(Collectors.toSet());
    }

    private static String base(String metric) {
        return metric.replaceFirst("_(total|sum|count|max|bucket)$", "").replaceFirst("_seconds$", "");
    }
}
