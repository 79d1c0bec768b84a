package dev.concierge.bench.resources;

import com.sun.net.httpserver.HttpServer;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.bench.live.Hub;
import dev.concierge.localstack.infrastructure.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gateway, resource service and live hub as their images run them, on a database and a broker of their own. */
final class Rig implements AutoCloseable {
    private static final Pattern APPLIED = Pattern.compile(
            "(?m)^resource_operations_total\\{[^}]*outcome=\"applied\"[^}]*via=\"stream\"[^}]*} (\\S+)");
    private static final Pattern SHARES = Pattern.compile("(?m)^resource_reads_shared(?:\\{[^}]*})? (\\S+)");
    private static final Pattern POSTED =
            Pattern.compile("(?m)^resource_notifications_posted_total(?:\\{[^}]*})? (\\S+)");

    private final Path root;
    private final Lab lab;
    private final Issuer issuer = new Issuer();
    private final HttpServer tokens;
    private final String benchToken = issuer.client("bench", "resources:read", "resources:write");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final RedisServer redis;
    private @Nullable Pod resource;
    private @Nullable Pod gateway;

    private Rig(Path root, Lab lab) throws IOException {
        this.root = root;
        this.lab = lab;
        redis = RedisServer.in(lab.folder().resolve("redis"), 0);
        redis.start();
        byte[] token = ("{\"access_token\":\"" + issuer.client("resource-service", "notifications:write")
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                .getBytes(StandardCharsets.UTF_8);
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
        });
        tokens.start();
    }

    static Rig start(Path root, Lab lab) throws IOException, InterruptedException {
        return start(root, lab, Map.of());
    }

    /** @param settings of resource-service, by their environment names */
    static Rig start(Path root, Lab lab, Map<String, String> settings) throws IOException, InterruptedException {
        Rig rig = new Rig(root, lab);
        try {
            Hub.createTopicsOfOthers(lab);
            Hub hub = Hub.start(root, lab, rig.issuer, "hub");
            rig.servers.add(hub);
            rig.startServices(hub.address(), settings);
            return rig;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            rig.close();
            throw failed;
        }
    }

    private void startServices(URI hub, Map<String, String> settings) throws IOException, InterruptedException {
        Path secrets = Files.createDirectories(lab.folder().resolve("secrets"));
        Files.writeString(secrets.resolve("client-secret-resource-service"), "bench");
        Map<String, String> own = new HashMap<>(Map.of(
                "CONCIERGE_HUB_URL", hub.toString(),
                "CONCIERGE_SECRETS_DIR", secrets.toString(),
                "CONCIERGE_TOKEN_URI", "http://127.0.0.1:" + tokens.getAddress().getPort() + "/",
                "REDIS_HOST", "127.0.0.1",
                "REDIS_PORT", Integer.toString(redis.port())));
        own.putAll(settings);
        resource = serve("resource-service", own);
        gateway = serve(
                "gateway",
                Map.of(
                        "CONCIERGE_RESOURCE_URL", resourceService().toString(),
                        "CONCIERGE_GATEWAY_RATE", "100000",
                        "CONCIERGE_GATEWAY_BURST", "100000"));
    }

    private Pod serve(String service, Map<String, String> own) throws IOException, InterruptedException {
        Pod pod = Pod.start(new Pod.Place(root, lab, issuer), service, service, own);
        servers.add(pod);
        return pod.awaitReady();
    }

    URI gateway() {
        return started(gateway).address();
    }

    URI resourceService() {
        return started(resource).address();
    }

    String kafka() {
        return lab.kafka();
    }

    String token(String subject) {
        return issuer.client(subject, "resources:read", "resources:write");
    }

    /** One for all that a bench sends: to sign each would cost more than what is measured. */
    String benchToken() {
        return benchToken;
    }

    HttpClient http() {
        return http;
    }

    /** Whether what is read is shared in Redis by now. */
    boolean shares() throws IOException, InterruptedException {
        return sum(SHARES) > 0;
    }

    /** How many operations of the stream took effect since the start. */
    long applied() throws IOException, InterruptedException {
        return sum(APPLIED);
    }

    /** How many changes the hub has. */
    long posted() throws IOException, InterruptedException {
        return sum(POSTED);
    }

    private long sum(Pattern counter) throws IOException, InterruptedException {
        Matcher found = counter.matcher(started(resource).scrape());
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return (long) sum;
    }

    private static Pod started(@Nullable Pod pod) {
        return Objects.requireNonNull(pod, "is started before the rig is given away");
    }

    @Override
    public void close() {
        for (AutoCloseable server : servers.reversed()) {
            try {
                server.close();
            } catch (Exception left) {
                System.err.println("not ended: " + left);
            }
        }
        redis.stop();
        tokens.stop(0);
        http.close();
        issuer.close();
    }
}
