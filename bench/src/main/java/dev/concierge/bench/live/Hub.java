package dev.concierge.bench.live;

import dev.concierge.bench.lab.ImageJvm;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pod of the hub as its image runs it. */
public final class Hub implements AutoCloseable {
    /** What the image gives it in a pod of the chart: 66 % of 512 MiB. */
    private static final String HEAP = "-Xmx338m";

    private static final Pattern HEAP_USED =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)");
    private static final Pattern CLOSED =
            Pattern.compile("(?m)^hub_sockets_closed_total\\{[^}]*reason=\"(\\w+)\"[^}]*} (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final URI metrics;
    private final Server server;

    private Hub(int port, URI metrics, Server server) {
        this.port = port;
        this.metrics = metrics;
        this.server = server;
    }

    /** @param name of its log and its state folder in the lab */
    public static Hub start(Path root, Lab lab, Issuer issuer, String name) throws IOException, InterruptedException {
        return start(root, lab, issuer, name, Map.of());
    }

    /** @param further settings, by environment name */
    public static Hub start(Path root, Lab lab, Issuer issuer, String name, Map<String, String> further)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        int management = FreePort.next();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(management),
                "CONCIERGE_DB_URL", lab.databaseUrl(),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve(name + "-state").toString()));
        environment.putAll(further);
        List<String> command = ImageJvm.command(root, "notification-hub", HEAP);
        URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
        Server server = new Server(command, environment, lab.folder().resolve(name + ".log"), ready);
        URI metrics = URI.create("http://127.0.0.1:" + management + "/actuator/prometheus");
        return new Hub(port, metrics, server.awaitReady());
    }

    /** Creates what the hub reads and other services own. */
    public static void createTopicsOfOthers(Lab lab) throws IOException, InterruptedException {
        lab.createTopics("users", "notifications", "experience-jobs", "event-tails", "businesses");
    }

    public int port() {
        return port;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends it at once, as a crash would, and starts it again; returns when it serves. */
    public void crash() throws IOException, InterruptedException {
        server.crash();
    }

    /** Lets it end in the orderly way, and starts it again; returns when it serves. */
    public void restart() throws IOException, InterruptedException {
        server.restart();
    }

    long residentKilobytes() throws IOException {
        return server.residentKilobytes();
    }

    /** What of its heap is left after it has collected its garbage, in MB. */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        server.collectGarbage();
        return HEAP_USED
                        .matcher(scrape())
                        .results()
                        .mapToDouble(pool -> Double.parseDouble(pool.group(1)))
                        .sum()
                / (1024 * 1024);
    }

    /** How many sockets it has closed by itself, by the reason. */
    Map<String, Long> closed() throws IOException, InterruptedException {
        return CLOSED.matcher(scrape())
                .results()
                .collect(Collectors.toMap(
                        counter -> counter.group(1), counter -> Math.round(Double.parseDouble(counter.group(2)))));
    }

    private String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    Duration processorTime() {
        return server.processorTime();
    }

    @Override
    public void close() {
        server.close();
    }
}
