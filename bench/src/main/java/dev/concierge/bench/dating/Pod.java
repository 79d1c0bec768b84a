package dev.concierge.bench.dating;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Server;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A pod of datemaker as its image runs it. */
final class Pod implements AutoCloseable {
    /** What the image gives it in a pod of the chart: 66 % of 512 MiB. */
    static final String HEAP = "-Xmx338m";

    private final Server server;

    private Pod(Server server) {
        this.server = server;
    }

    /** Returns at once. */
    static Pod start(Path root, Lab lab, Issuer issuer, String name) throws IOException {
        int port = FreePort.next();
        List<String> command =
                List.of(Java.command(), HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", jar(root));
        Map<String, String> environment = Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
                "CONCIERGE_DB_URL", lab.databaseUrl(),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve(name + "-state").toString());
        URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
        return new Pod(new Server(command, environment, lab.folder().resolve(name + ".log"), ready));
    }

    static String jar(Path root) {
        return ServiceJar.built("datemaker", new Home(root)).file().toString();
    }

    void awaitReady() throws IOException, InterruptedException {
        Server _ = server.awaitReady();
    }

    void crash() throws IOException, InterruptedException {
        server.crash();
    }

    void freeze(Duration length) throws IOException, InterruptedException {
        server.freeze(length);
    }

    @Override
    public void close() {
        server.close();
    }
}
