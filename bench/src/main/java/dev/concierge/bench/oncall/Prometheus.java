package dev.concierge.bench.oncall;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus beside a fleet, with the alert rules of the chart. */
final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANAGEMENT_OFFSET = 10_000;

    private final Process process;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * @param rules checked by promtool first
     * @param alertmanager its port
     * @param every between two scrapes, and two evaluations
     */
    static Prometheus start(LocalFleet fleet, Path rules, int port, int alertmanager, Duration every)
            throws IOException, InterruptedException {
        Path folder = fleet.home().resolve("prometheus");
        Files.createDirectories(folder);
        check(List.of(Installed.program("promtool"), "check", "rules", rules.toString()));
        Path config = folder.resolve("prometheus.json");
        Files.writeString(config, JSON.writeValueAsString(config(fleet, rules, alertmanager, every)));
        check(List.of(Installed.program("promtool"), "check", "config", config.toString()));
        Process process = Installed.start(
                List.of(
                        Installed.program("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + Files.createTempDirectory(folder, "data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        // a minute unless told: so long a new Alertmanager would not know what holds others back
                        "--rules.alert.resend-delay=" + every.toSeconds() + "s",
                        "--log.level=warn"),
                port,
                folder.resolve("prometheus.log"));
        Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        if (!Installed.awaitReady(process, started::isReady)) {
            started.close();
            throw new IllegalStateException("Prometheus does not get ready: see " + folder);
        }
        return started;
    }

    private static void check(List<String> command) throws IOException, InterruptedException {
        Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (check.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }

    /** As k8s/compose/prometheus.yaml, with the ports of this machine; JSON is YAML too. */
    private static Map<String, Object> config(LocalFleet fleet, Path rules, int alertmanager, Duration every) {
        String interval = every.toSeconds() + "s";
        return Map.of(
                "global",
                Map.of("scrape_interval", interval, "evaluation_interval", interval),
                "alerting",
                Map.of("alertmanagers", List.of(Map.of("static_configs", targets("127.0.0.1:" + alertmanager)))),
                "rule_files",
                List.of(rules.toString()),
                "scrape_configs",
                Fleet.SERVICES.stream()
                        .map(service -> Map.of(
                                "job_name",
                                service.name(),
                                "metrics_path",
                                "/actuator/prometheus",
                                "scrape_timeout",
                                interval,
                                "static_configs",
                                targets("127.0.0.1:" + (fleet.port(service.name()) + MANAGEMENT_OFFSET))))
                        .toList());
    }

    private static List<Map<String, Object>> targets(String address) {
        return List.of(Map.of("targets", List.of(address)));
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** What an expression's series say now; empty where there are none. */
    List<Double> query(String expression) {
        String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        JsonNode answer = JSON.readTree(get(path).body());
        if (!answer.path("status").asString().equals("success")) {
            throw new IllegalStateException(
                    expression + ": " + answer.path("error").asString());
        }
        return answer.at("/data/result")
                .valueStream()
                .map(series -> value(series.at("/value/1").asString()))
                .toList();
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() throws InterruptedException {
        Installed.end(process);
        http.close();
    }
}
