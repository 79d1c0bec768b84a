package dev.concierge.bench.oncall;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An Alertmanager with the rules of compose, and who it notifies. */
final class Pager implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "- name: nobody";

    private final HttpServer receiver;
    private final Process process;
    private final URI address;
    private final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An alert that was told of, at an instant of {@link System#nanoTime}. */
    record Notification(Map<String, String> labels, long at) {
        /** What wakes somebody. */
        boolean isPage() {
            return "critical".equals(labels.get("severity"));
        }

        boolean isTicket() {
            return "warning".equals(labels.get("severity"));
        }

        /** {@code DependencyDown database}. */
        String text() {
            return labels.get("alertname")
                    + labels.entrySet().stream()
                            .filter(label -> !label.getKey().matches("alertname|severity|layer|instance|namespace"))
                            .map(label -> " " + label.getValue())
                            .reduce("", String::concat);
        }
    }

    private Pager(HttpServer receiver, Process process, int port) {
        this.receiver = receiver;
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** @param rules to which a receiver is added in place of nobody */
    static Pager start(Path rules, Path folder, int port) throws IOException {
        String text = Files.readString(rules);
        if (!text.contains(NOBODY)) {
            throw new IllegalStateException(rules + ": no receiver '" + NOBODY + "'");
        }
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        Files.createDirectories(folder);
        Path config = folder.resolve("alertmanager.yaml");
        Files.writeString(
                config,
                text.replace(
                        NOBODY, NOBODY + "\n    webhook_configs: [{url: \"" + hook + "\", send_resolved: false}]"));
        Process process = Installed.start(
                List.of(
                        Installed.program("prometheus-alertmanager"),
                        "--config.file=" + config,
                        "--storage.path=" + Files.createTempDirectory(folder, "data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=",
                        "--log.level=warn"),
                port,
                folder.resolve("alertmanager.log"));
        Pager pager = new Pager(receiver, process, port);
        receiver.createContext("/", pager::take);
        receiver.start();
        if (!Installed.awaitReady(process, pager::isReady)) {
            pager.close();
            throw new IllegalStateException("Alertmanager does not get ready: see " + folder);
        }
        return pager;
    }

    private void take(HttpExchange exchange) throws IOException {
        long at = System.nanoTime();
        JsonNode told = JSON.readTree(exchange.getRequestBody());
        told.path("alerts").forEach(alert -> notifications.add(new Notification(labels(alert.path("labels")), at)));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    /** All alerts that fire, also those held back. */
    List<Notification> firing() {
        return alerts("/api/v2/alerts");
    }

    /** Those that fire and are told of sooner or later. */
    List<Notification> unheld() {
        return alerts("/api/v2/alerts?inhibited=false");
    }

    private List<Notification> alerts(String path) {
        return JSON.readTree(get(path))
                .valueStream()
                .map(alert -> new Notification(labels(alert.path("labels")), System.nanoTime()))
                .toList();
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> read = new TreeMap<>();
        labels.properties()
                .forEach(label -> read.put(label.getKey(), label.getValue().asString()));
        return read;
    }

    private boolean isReady() {
        try {
            get("/-/ready");
            return true;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        try {
            Installed.end(process);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        receiver.stop(0);
        http.close();
    }
}
