package dev.concierge.bench.users;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Issuer;
import dev.concierge.bench.live.Server;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.ServiceJar;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pod of user-service as its image runs it, on a database, a broker and a Redis of its own. */
final class UserRig implements AutoCloseable {
    private static final String NAME = "user-service";

    private final Issuer issuer = new Issuer();
    private final RedisServer redis;
    private final Server server;
    private final URI address;

    UserRig(Path root, Lab lab) throws IOException, InterruptedException {
        lab.createTopics("events", "interactions");
        redis = RedisServer.in(lab.folder().resolve("redis"), 0);
        redis.start();
        int port = FreePort.next();
        address = URI.create("http://127.0.0.1:" + port);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "CONCIERGE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
                "CONCIERGE_DB_URL", lab.databaseUrl("user_service"),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_ISSUER", Issuer.NAME,
                "CONCIERGE_JWK_SET_URI", issuer.keysUrl()));
        environment.putAll(Map.of(
                "CONCIERGE_USER_TOKEN_ISSUER", "https://own.example",
                "CONCIERGE_SECRETS_DIR", secrets(lab).toString(),
                "CONCIERGE_STATE_DIR", lab.folder().resolve("state").toString(),
                "REDIS_HOST", "127.0.0.1",
                "REDIS_PORT", Integer.toString(redis.port())));
        List<String> command = List.of(
                Java.command(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                ServiceJar.built(NAME, new Home(root)).file().toString());
        server = new Server(command, environment, lab.folder().resolve(NAME + ".log"), address.resolve("/readyz"))
                .awaitReady();
    }

    private static Path secrets(Lab lab) throws IOException {
        Path secrets = Files.createDirectories(lab.folder().resolve("secrets"));
        for (String name : List.of("client-secret-app", "signing-key", "operator-password")) {
            Files.writeString(secrets.resolve(name), "0123456789abcdef0123456789abcdef");
        }
        return secrets;
    }

    URI address() {
        return address;
    }

    String client() {
        return issuer.client("bench", "users:read", "users:write");
    }

    String service() {
        return issuer.service("bench-service", "users:read");
    }

    @Override
    public void close() {
        server.close();
        redis.stop();
        issuer.close();
    }
}
