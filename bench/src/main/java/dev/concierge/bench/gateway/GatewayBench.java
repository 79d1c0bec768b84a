package dev.concierge.bench.gateway;

import dev.concierge.bench.figure.Figure;
import dev.concierge.bench.figure.Report;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request costs at the gateway, beside a bare one of the same versions and nginx, one after another. */
public final class GatewayBench {
    private static final long SEED = 1;
    private static final int CONNECTIONS = 16;
    private static final String PATH = "/users/0190b6b0-0000-7000-8000-000000000001";
    /** What the image gives the gateway in a pod of the chart: 66 % of 512 MiB. */
    private static final List<String> FLAGS =
            List.of("-Xmx338m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private final Report report;
    private final Path root;
    private final String commit;
    private final Duration warmUp;
    private final Duration measured;

    /** @param isShort whether a third of the time must do */
    public GatewayBench(Report report, Path root, String commit, boolean isShort) {
        this.report = report;
        this.root = root;
        this.commit = commit;
        this.warmUp = Duration.ofSeconds(isShort ? 20 : 60);
        this.measured = Duration.ofSeconds(isShort ? 8 : 20);
    }

    public void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("concierge-bench");
        int upstreamPort = FreePort.next();
        URI upstream = URI.create("http://127.0.0.1:" + upstreamPort);
        RedisServer redis = RedisServer.in(folder.resolve("redis"), 0);
        redis.start();
        try (Issuer issuer = new Issuer();
                Server trivial = upstream(folder, upstream)) {
            String token = issuer.client("bench", "users:read");
            Target.Cost ours = cost(gateway(folder, upstream, redis, issuer), token);
            Target.Cost bare = cost(bare(folder, upstream), "");
            beside("requests", ours.perSecond(), "/s", "bare Spring Cloud Gateway", bare.perSecond());
            beside("p99", ours.p99(), "ms", "bare Spring Cloud Gateway", bare.p99());
            beside("CPU of a request", ours.cpuMillis(), "ms", "bare Spring Cloud Gateway", bare.cpuMillis());
            beside("allocated by a request", ours.kilobytes(), "kB", "bare Spring Cloud Gateway", bare.kilobytes());
            report.add(Figure.alone("refused", ours.refused(), "requests", SEED, commit));
            besideNginx(folder, upstreamPort, ours);
        } finally {
            redis.stop();
            Folder.delete(folder);
        }
    }

    private void besideNginx(Path folder, int upstreamPort, Target.Cost ours) throws IOException, InterruptedException {
        Optional<Path> program = Nginx.installed();
        if (program.isEmpty()) {
            System.err.println("nginx is not installed, so nothing is measured beside it: apt-get install nginx");
            return;
        }
        Target.Cost nginx = cost(Nginx.start(program.get(), folder, upstreamPort), "");
        beside("requests beside nginx", ours.perSecond(), "/s", "nginx", nginx.perSecond());
        beside("CPU of a request beside nginx", ours.cpuMillis(), "ms", "nginx", nginx.cpuMillis());
    }

    private void beside(String name, double value, String unit, String peer, double peerValue) {
        report.add(Figure.beside(name, value, unit, peer, peerValue, SEED, commit));
    }

    private Target.Cost cost(Target target, String token) throws IOException, InterruptedException {
        try (target) {
            Pump pump = new Pump(target.address(), List.of(PATH), List.of(token));
            pump.run(CONNECTIONS, warmUp);
            return target.cost(pump, CONNECTIONS, measured);
        }
    }

    private static Server upstream(Path folder, URI address) throws IOException, InterruptedException {
        List<String> command = List.of(
                Java.command(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                Java.classPath(),
                Upstream.class.getName(),
                Integer.toString(address.getPort()));
        return new Server(command, Map.of(), folder.resolve("upstream.log"), address).awaitReady();
    }

    private Path jar() {
        return ServiceJar.built("gateway", new Home(root)).file();
    }

    private Target gateway(Path folder, URI upstream, RedisServer redis, Issuer issuer)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        int management = FreePort.next();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(management),
                "CONCIERGE_USER_URL", upstream.toString(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", folder.resolve("state").toString(),
                "REDIS_HOST", "127.0.0.1",
                "REDIS_PORT", Integer.toString(redis.port())));
        // limited as always, and never refused
        environment.putAll(Map.of("CONCIERGE_GATEWAY_RATE", "1000000", "CONCIERGE_GATEWAY_BURST", "2000000"));
        return started("gateway", List.of("-jar", jar().toString()), environment, folder, port, management);
    }

    private Target bare(Path folder, URI upstream) throws IOException, InterruptedException {
        int port = FreePort.next();
        int management = FreePort.next();
        List<String> arguments = BareGateway.arguments(jar(), root, folder, port, management, upstream);
        return started("bare", arguments, Map.of(), folder, port, management);
    }

    private static Target started(
            String name, List<String> arguments, Map<String, String> environment, Path folder, int port, int management)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Java.command()));
        command.addAll(FLAGS);
        command.addAll(arguments);
        URI actuator = URI.create("http://127.0.0.1:" + management + "/actuator/");
        URI metrics = actuator.resolve("prometheus"); // there after the port of the requests
        Server server = new Server(command, environment, folder.resolve(name + ".log"), metrics);
        return new Target(name, URI.create("http://127.0.0.1:" + port), metrics, server.awaitReady());
    }
}
