package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Issuer;
import dev.concierge.bench.live.Server;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.setting.Home;



import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pod of journey-service as its image runs it, on a database and a broker of its own, told what happens. */
final class JourneyRig implements AutoCloseable {
    private static final String NAME = "journey-service";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 100;

    private final Issuer issuer = new Issuer();
    private final Lab lab;
    private final Server server;
    private final Triggers triggers;
    private final URI address;
    private final URI metrics;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JourneyRig(Path root, Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        lab.createTopics("journey-triggers", "users", "notification-receipts");
        int port = FreePort.next();
        int management = FreePort.next();
        address = URI.create("http://127.0.0.1:" + port);
        metrics = URI.create("http://127.0.0.1:" + management + "/actuator/prometheus");
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(management),
                "CONCIERGE_DB_URL", databaseUrl(),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve("state").toString(),
                "CONCIERGE_SECRETS_DIR", lab.folder().resolve("secrets").toString()));
        List<String> command = new ArrayList<>(List.of(
                Java.command(), "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        String recording = System.getenv("CONCIERGE_BENCH_RECORDING");
        if (recording != null) {
            command.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + recording);
        }
        command.addAll(
                List.of("-jar", ServiceJar.built(NAME, new Home(root)).file().toString()));
        server = new Server(command, environment, lab.folder().resolve(NAME + ".log"), address.resolve("/readyz"))
                .awaitReady();
        triggers = new Triggers(lab.kafka());
    }

    String databaseUrl() {
        return lab.databaseUrl("journey_service");
    }

    Triggers triggers() {
        return triggers;
    }

    String kafka() {
        return lab.kafka();
    }

    /** Makes a journey and waits until it takes guests in. */
    void live(String journey, String definition) throws IOException, InterruptedException {
        made("/journeys", definition);
        made("/journeys/" + journey + "/publish", "{}");
        triggers.armed(journey);
        await("the journey is live", () -> get("/journeys/" + journey).contains("\"state\":\"live\""));
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void made(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + issuer.client("bench", "journeys:read", "journeys:write"));
    }

    /** Of the counter of that name, over all its tags. */
    double counter(String name) throws IOException, InterruptedException {
        String text = http.send(
                        HttpRequest.newBuilder(metrics).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher found = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(text);
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }

    /** Waits until it has counted so many. */
    void awaitCounter(String name, double count, Duration patience) throws IOException, InterruptedException {
        await(name + " is " + count, patience, () -> counter(name) >= count);
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        await(what, PATIENCE, condition);
    }

    private static void await(String what, Duration patience, Condition condition)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new IOException("not within " + patience + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    Duration processorTime() {
        return server.processorTime();
    }

    @Override
    public void close() {
        triggers.close();
        server.close();
        http.close();
        issuer.close();
    }
}
