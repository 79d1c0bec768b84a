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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pod of a service as its image runs it, on the database and the broker of a lab. */
record Pod(Server server, URI address, URI metrics) implements AutoCloseable {
    private static final String RECORDING = "CONCIERGE_BENCH_RECORDING";

    /** Begins to start; with a flight recorder when {@code CONCIERGE_BENCH_RECORDING} names its file. */
    static Pod start(Path root, Lab lab, Issuer issuer, String service, String name) throws IOException {
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
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                "CONCIERGE_STATE_DIR", state.resolve("state").toString(),
                "CONCIERGE_SECRETS_DIR", state.resolve("secrets").toString()));
        List<String> command = new ArrayList<>(
                List.of(Java.command(), "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        String recording = System.getenv(RECORDING);
        if (recording != null) {
            command.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + recording);
        }
        command.addAll(
                List.of("-jar", ServiceJar.built(service, new Home(root)).file().toString()));
        URI address = URI.create("http://127.0.0.1:" + port);
        return new Pod(
                new Server(command, environment, lab.folder().resolve(name + ".log"), address.resolve("/readyz")),
                address,
                URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"));
    }

    Pod awaitReady() throws IOException, InterruptedException {
        Server _ = server.awaitReady();
        return this;
    }

    @Override
    public void close() {
        server.close();
    }
}
