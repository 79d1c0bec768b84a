package dev.concierge.bench.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The expressions of all dashboards and alerts, asked of a Prometheus. */
final class Panels {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** In which counters have moved once: whether a panel has data at all, not how it looks. */
    private static final String WINDOW = "10m";

    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9]*+(?:[_:][a-z0-9]++)++)\\b(?!\\s*+\\()");
    /** Told by kube-state-metrics, which runs on Kubernetes alone. */
    private static final Set<String> ELSEWHERE = Set.of("kube_pod_status_phase", "kube_pod_status_ready");

    private final Path chart;
    private final Prometheus prometheus;

    Panels(Path chart, Prometheus prometheus) {
        this.chart = chart;
        this.prometheus = prometheus;
    }

    /**
     * What was found.
     *
     * @param expressions how many were asked
     * @param empty those without any series: what they look at is not measured
     * @param undefined those of which every series is 0 / 0: nothing of the kind has happened
     * @param unmeasured metrics of alerts that nobody tells
     */
    record Findings(int expressions, List<String> empty, List<String> undefined, Set<String> unmeasured) {}

    Findings ask() throws IOException {
        List<String> empty = new ArrayList<>();
        List<String> undefined = new ArrayList<>();
        int asked = 0;
        for (Path file : dashboards()) {
            for (JsonNode panel : JSON.readTree(Files.readString(file)).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String expression = target.path("expr").asString();
                    String place =
                            file.getFileName() + ", " + panel.path("title").asString() + ": " + expression;
                    asked++;
                    try {
                        List<Double> values = prometheus.query(everything(expression));
                        if (values.isEmpty()) {
                            empty.add(place);
                        } else if (values.stream().allMatch(value -> value.isNaN())) {
                            undefined.add(place);
                        }
                    } catch (IllegalStateException | UncheckedIOException unanswered) {
                        empty.add(place + " (" + unanswered.getMessage() + ")"); // the others are asked nevertheless
                    }
                }
            }
        }
        return new Findings(asked, empty, undefined, unmeasured());
    }

    private List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(chart.resolve("dashboards"))) {
            return files.sorted().toList();
        }
    }

    /** With every variable set to all. */
    private static String everything(String expression) {
        return expression
                .replace("$__rate_interval", WINDOW)
                .replace("namespace=~\"$namespace\"", "namespace=~\".*\"")
                .replace("job=~\"$job\"", "job=~\".*\"");
    }

    private Set<String> unmeasured() throws IOException {
        Set<String> missing = new TreeSet<>();
        String rules = Files.readString(chart.resolve("files/alerts.yaml"));
        for (String rule : rules.split("(?m)^      - ", -1)) {
            Matcher alert = ALERT.matcher("- " + rule);
            int begin = rule.indexOf("expr:");
            if (!alert.lookingAt() || begin < 0) {
                continue;
            }
            Matcher metrics = METRIC.matcher(bare(rule.substring(begin + "expr:".length(), end(rule, begin))));
            while (metrics.find()) {
                String metric = metrics.group(1);
                if (!ELSEWHERE.contains(metric)
                        && prometheus.query("count(" + metric + ")").isEmpty()) {
                    missing.add(alert.group(1) + ": " + metric);
                }
            }
        }
        return missing;
    }

    private static int end(String rule, int begin) {
        Matcher next =
                Pattern.compile("(?m)^        (for|labels|keep_firing_for):").matcher(rule);
        return next.find(begin) ? next.start() : rule.length();
    }

    /** Without selectors, ranges and labels. */
    private static String bare(String expression) {
        return expression
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("(by|on) \\([^)]*\\)", "");
    }
}
