package dev.concierge.bench.lab;

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

/**
 * A pod of a service as its image runs it, on the database and the broker of a lab.
 *
 * @param metrics of Prometheus
 */
public record Pod(Server server, URI address, URI metrics) implements AutoCloseable {
    /** Of the environment: the file of a flight recording of {@link #RECORDED}, else of every service. */
    private static final String RECORDING = "CONCIERGE_BENCH_RECORDING";

    private static final String RECORDED = "CONCIERGE_BENCH_RECORDED";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What all pods of a run share. */
    public record Place(Path root, Lab lab, Issuer issuer) {}

    /** Begins to start. */
    public static Pod start(Place place, String service, String name) throws IOException {
        return start(place, service, name, Map.of());
    }

    /**
     * Begins to start; with a flight recorder when {@code CONCIERGE_BENCH_RECORDING} names its file.
     *
     * @param own settings, beside those that every service is given
     */
    public static Pod start(Place place, String service, String name, Map<String, String> own) throws IOException {
        Lab lab = place.lab();
        int port = FreePort.next();
        int management = FreePort.next();
        Path state = lab.folder().resolve(name);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(management),
                "CONCIERGE_DB_URL", lab.databaseUrl(service.replace('-', '_')),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", place.issuer().keysUrl(),
                "CONCIERGE_STATE_DIR", state.resolve("state").toString(),
                "CONCIERGE_SECRETS_DIR", state.resolve("secrets").toString()));
        environment.putAll(own);
        List<String> command = ImageJvm.command(place.root(), service, "-Xmx512m", recording(service));
        URI address = URI.create("http://127.0.0.1:" + port);
        return new Pod(
                new Server(command, environment, lab.folder().resolve(name + ".log"), address.resolve("/readyz")),
                address,
                URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"));
    }

    private static String[] recording(String service) {
        String file = System.getenv(RECORDING);
        return file == null || !System.getenv().getOrDefault(RECORDED, service).equals(service)
                ? new String[0]
                : new String[] {
                    "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + file,
                    "-XX:FlightRecorderOptions:stackdepth=512"
                };
    }

    public Pod awaitReady() throws IOException, InterruptedException {
        Server _ = server.awaitReady();
        return this;
    }

    /** What Prometheus would read now. */
    public String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
