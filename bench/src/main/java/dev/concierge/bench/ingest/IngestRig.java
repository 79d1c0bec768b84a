package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Issuer;
import dev.concierge.bench.live.Server;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gateway and event-service as their images run them, on a database (fsync on) and a broker of their own. */
final class IngestRig implements AutoCloseable {
    private static final Pattern LAG = Pattern.compile("(?m)^consumer_lag_time_seconds\\{[^}]*} (\\S+)");

    private final Path root;
    private final Lab lab;
    private final Issuer issuer = new Issuer();
    private final List<Server> servers = new ArrayList<>();
    private final int events = FreePort.next();
    private final int management = FreePort.next();
    private final int gateway = FreePort.next();

    IngestRig(Path root, Lab lab) throws IOException, InterruptedException {
        this.root = root;
        this.lab = lab;
        lab.createTopics("users", "segments", "bookings", "date-events", "experiences", "journey-definitions");
        Path secrets = Files.createDirectories(lab.folder().resolve("secrets"));
        serve(
                "event-service",
                events,
                management,
                Map.of(
                        "CONCIERGE_DB_URL", lab.databaseUrl("event_service"),
                        "CONCIERGE_DB_USER", lab.databaseUser(),
                        "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                        "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                        "CONCIERGE_SECRETS_DIR", secrets.toString()));
        serve(
                "gateway",
                gateway,
                FreePort.next(),
                Map.of(
                        "CONCIERGE_EVENT_URL", "http://127.0.0.1:" + events,
                        "CONCIERGE_GATEWAY_RATE", "1000000",
                        "CONCIERGE_GATEWAY_BURST", "1000000"));
    }

    private void serve(String name, int port, int managementPort, Map<String, String> own)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(own);
        environment.putAll(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(managementPort),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve(name + "-state").toString()));
        List<String> command = List.of(
                Java.command(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                ServiceJar.built(name, new Home(root)).file().toString());
        URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
        Server server = new Server(command, environment, lab.folder().resolve(name + ".log"), ready);
        servers.add(server);
        Server _ = server.awaitReady();
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + gateway);
    }

    URI eventService() {
        return URI.create("http://127.0.0.1:" + events);
    }

    String client() {
        return issuer.client("bench", "events:read", "events:write");
    }

    String kafka() {
        return lab.kafka();
    }

    String client(String name) {
        return issuer.client(name, "events:read", "events:write");
    }

    /** Kills event-service as a crash would, and starts it again. */
    void crash() throws IOException, InterruptedException {
        servers.getFirst().crash();
    }

    void crashKafka(Duration down) throws IOException, InterruptedException {
        lab.crashKafka(down);
    }

    long stored() {
        return number("SELECT count(*) FROM user_events");
    }

    /** Of the history with its indexes. */
    long bytes() {
        return number("SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
                + " WHERE inhparent = 'user_events'::regclass");
    }

    /** Of events that are stored more than once. */
    long doubled() {
        return number("SELECT count(*) - count(DISTINCT (user_id, event_id)) FROM user_events");
    }

    /** Events that were stored behind one that their guest did later. */
    long outOfOrder() {
        return number("""
                SELECT count(*) FROM (
                    SELECT (attributes ->> 'n')::int < lag((attributes ->> 'n')::int)
                        OVER (PARTITION BY user_id ORDER BY seq) AS swapped FROM user_events) AS each
                WHERE swapped""");
    }

    /** What the ledger says of that reason. */
    long lost(String reason) {
        return number("SELECT coalesce(sum(count), 0) FROM event_losses WHERE reason = '" + reason + "'");
    }

    private long number(String query) {
        try (Connection connection = DriverManager.getConnection(
                        lab.databaseUrl("event_service"), lab.databaseUser(), lab.databasePassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /** How many seconds the reader that is furthest behind is behind. */
    double lag() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Matcher found = LAG.matcher(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            double most = 0;
            while (found.find()) {
                most = Math.max(most, Double.parseDouble(found.group(1)));
            }
            return most;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        servers.reversed().forEach(Server::close);
        issuer.close();
    }
}
