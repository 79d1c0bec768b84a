package dev.concierge.bench.live;

import dev.concierge.bench.lab.ImageJvm;
import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pod of the hub as its image runs it. */
public final class Hub implements AutoCloseable {
    /** What the image gives it in a pod of the chart: 66 % of 512 MiB. */
    private static final String HEAP = "-Xmx338m";

    private final int port;
    private final Server server;

    private Hub(int port, Server server) {
        this.port = port;
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
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
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
        return new Hub(port, server.awaitReady());
    }

    /** Creates what the hub reads and other services own. */
    public static void createTopicsOfOthers(Lab lab) throws IOException, InterruptedException {
        lab.createTopics("users", "notifications", "experience-jobs", "event-tails");
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

    Duration processorTime() {
        return server.processorTime();
    }

    @Override
    public void close() {
        server.close();
    }
}
