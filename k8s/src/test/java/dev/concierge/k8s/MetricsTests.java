package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That dashboards and alerts look at metrics that exist. */
class MetricsTests {
    /** By the JVM, the web server, the connection pool, Prometheus and kube-state-metrics. */
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "kube_pod_status_phase",
            "kube_pod_status_ready",
            "http_server_requests_seconds",
            "hikaricp_connections_active",
            "hikaricp_connections_max",
            "hikaricp_connections_pending",
            "hikaricp_connections_timeout",
            "disk_free_bytes",
            "disk_total_bytes",
            "jvm_gc_pause_seconds",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "process_cpu_usage",
            "process_files_max_files",
            "process_files_open_files",
            "process_uptime_seconds");
    /** Of PromQL. */
    private static final Set<String> WORDS =
            Set.of("sum", "max", "min", "absent", "and", "or", "unless", "on", "offset");

    @Test
    void alertsUseMetricsThatExist() {
        Set<String> expressions = rules().map(rule -> rule.text("expr")).collect(Collectors.toSet());

        assertThat(expressions).hasSizeGreaterThan(50);
        assertExist(expressions.stream());
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() {
        Set<String> sections = Sources.matches("(?m)^### (.+)$", Sources.text("docs/operations.md"))
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.text("labels", "severity")).isIn(severities(alert));
            assertThat(alert.text("annotations", "summary")).isNotEmpty();
            assertThat(alert.text("annotations", "runbook_url")).startsWith("docs/operations.md#");
            assertThat(sections)
                    .contains(alert.text("annotations", "runbook_url").substring("docs/operations.md#".length()));
        });
    }

    /** Thirty seconds of two minutes go until a scrape and an evaluation have seen it. */
    @Test
    void whatIsNoSymptomPagesWithinTwoMinutes() {
        List<Tree> causes = alerts().filter(
                        alert -> alert.text("labels", "severity").equals("critical"))
                .filter(alert -> !alert.at("labels", "layer").present())
                .toList();

        assertThat(causes)
                .hasSizeGreaterThan(5)
                .allSatisfy(cause -> assertThat(cause.at("for").present() ? cause.text("for") : "0s")
                        .as(cause.text("alert"))
                        .matches("([0-9]|[1-8][0-9]|90)s|1m"));
    }

    @Test
    void whatInhibitsIsAnAlert() {
        Set<String> names = alerts().map(alert -> alert.text("alert")).collect(Collectors.toSet());
        List<String> inhibiting = Sources.matches(
                        "alertname=~?\"([^\"]+)\"", Sources.text("k8s/compose/alertmanager.yaml"))
                .flatMap(match -> Stream.of(match.group(1).split("\\|", -1)))
                .toList();

        assertThat(inhibiting)
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(names).anyMatch(name -> name.matches(pattern)));
    }

    /** What holds others back is for nobody to read. */
    private static List<String> severities(Tree alert) {
        return alert.text("expr").contains("ALERTS{") ? List.of("none") : List.of("critical", "warning");
    }

    @Test
    void whatTellsNobodyIsRoutedToNobodyAndHoldsSomethingBack() {
        List<String> silent = alerts().filter(
                        alert -> alert.text("labels", "severity").equals("none"))
                .map(alert -> alert.text("alert"))
                .toList();
        String alertmanager = Sources.text("k8s/compose/alertmanager.yaml");

        assertThat(silent)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(alertmanager).contains("source_matchers: [alertname=\"" + name + "\"]"));
        assertThat(alertmanager).containsPattern("matchers: \\[severity=\"none\"]\\s+receiver: silent");
    }

    /** A cause that is missing from the list would be followed by pages for what it left behind. */
    @Test
    void everyCauseThatHoldsSymptomsBackIsRememberedForAWhile() {
        List<String> remembered = alerts().filter(
                        alert -> alert.text("labels", "severity").equals("none"))
                .map(alert -> alert.text("expr"))
                .toList();
        String causes = Sources.matches(
                        "source_matchers: \\[alertname=~\"([^\"]+)\"]\\s+target_matchers: \\[layer=\"symptom\"]",
                        Sources.text("k8s/compose/alertmanager.yaml"))
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(remembered)
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(expression).contains("alertname=~\"" + causes + "\""));
    }

    /** A reason that is missing would close sockets by the thousand and tell nobody. */
    @Test
    void everyReasonToCloseWith1013IsInTheAlertOfThem() {
        Set<String> reasons = Sources.matches(
                        "([A-Z_]+)\\(1013,",
                        Sources.text("notification-hub/src/main/java/dev/concierge/hub/socket/CloseReason.java"))
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String expression = alerts().filter(alert -> alert.text("alert").equals("SocketsClosedAsTooSlow"))
                .map(alert -> alert.text("expr"))
                .findFirst()
                .orElseThrow();

        assertThat(reasons).hasSizeGreaterThan(2);
        assertThat(Sources.matches("reason=~\"([^\"]+)\"", expression)
                        .flatMap(match -> Stream.of(match.group(1).split("\\|", -1))))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    /** What has never happened is told by no series, and a share of it had no value. */
    @Test
    void theShareOfFailedRequestsIsNoughtWhereNoneHasFailed() throws IOException {
        List<String> shares = Stream.concat(rules().map(rule -> rule.text("expr")), panels().stream())
                .filter(expression -> expression.contains("status=~\"5..\"") && expression.contains(" / "))
                .toList();

        assertThat(shares)
                .hasSizeGreaterThan(5)
                .allSatisfy(share -> assertThat(share).contains(" or 0 * sum by "));
    }

    private static Stream<Tree> alerts() {
        return rules().filter(rule -> rule.at("alert").present());
    }

    private static Stream<Tree> rules() {
        return Sources.yaml(Sources.text("k8s/chart/files/alerts.yaml"))
                .getFirst()
                .each("groups")
                .flatMap(group -> group.each("rules"));
    }

    @Test
    void dashboardsUseMetricsThatExist() throws IOException {
        assertExist(panels().stream());
    }

    /** So a rate fits the pace of the scrapes, and one fleet's numbers are not added to another's. */
    @Test
    void panelsRateByTheScrapesPaceAndOfOneNamespace() throws IOException {
        assertThat(panels()).hasSizeGreaterThan(80).allSatisfy(expression -> {
            assertThat(expression).doesNotContainPattern("\\[\\d");
            assertThat(expression).contains("namespace=~\"$namespace\"");
        });
    }

    /** Each pod tells of its own partitions; of a topic that each pod reads whole, each tells of all of it. */
    @Test
    void panelsOfLagAddUpThePodsOfAGroupAndNoFollowers() throws IOException {
        List<String> lags = panels().stream()
                .filter(expression -> expression.contains("consumer_lag{"))
                .toList();

        assertThat(lags)
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(expression)
                        .containsPattern(
                                "sum by \\([a-z, ]+\\) \\(consumer_lag\\{[^}]*subscription!~\"\\.\\+-follower\"}\\)")
                        .containsPattern(
                                "max by \\([a-z, ]+\\) \\(consumer_lag\\{[^}]*subscription=~\"\\.\\+-follower\"}\\)"));
    }

    private static List<String> panels() throws IOException {
        try (Stream<Path> dashboards = Files.list(Sources.CHART.resolve("dashboards"))) {
            return dashboards
                    .map(file -> Sources.yaml(Sources.text(file.toString())).getFirst())
                    .flatMap(dashboard -> dashboard.each("panels"))
                    .flatMap(panel -> panel.each("targets"))
                    .map(target -> target.text("expr"))
                    .toList();
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
                .replaceAll("(by|on) \\([^)]*\\)", "");
        return Sources.matches("\\b([a-z][a-z0-9_:]*)\\b(?!\\s*\\()", bare)
                .map(match -> match.group(1))
                .filter(word -> !WORDS.contains(word));
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
        Stream<String> recorded =
                rules().filter(rule -> rule.at("record").present()).map(rule -> rule.text("record"));
        return Stream.of(documented, registered, recorded, OF_OTHERS.stream())
                .flatMap(names -> names)
                .map(MetricsTests::base)
                .collect(Collectors.toSet());
    }

    private static String base(String metric) {
        return metric.replaceFirst("_(total|sum|count|max|bucket)$", "").replaceFirst("_seconds$", "");
    }
}
