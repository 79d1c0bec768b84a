package dev.concierge.bench.users;

import dev.concierge.bench.lab.Issuer;
import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Pod;
import dev.concierge.localstack.infrastructure.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pod of user-service as its image runs it, on a database, a broker and a Redis of its own. */
public final class UserRig implements AutoCloseable {
    private final Issuer issuer;
    private final RedisServer redis;
    private final Pod pod;

    UserRig(Path root, Lab lab) throws IOException, InterruptedException {
        this(alone(root, lab));
    }

    private static Pod.Place alone(Path root, Lab lab) throws IOException, InterruptedException {
        lab.createTopics("events", "interactions", "businesses");
        return new Pod.Place(root, lab, new Issuer());
    }

    /** Beside other services, whose issuer and topics it uses. */
    public UserRig(Pod.Place place) throws IOException, InterruptedException {
        issuer = place.issuer();
        redis = RedisServer.in(place.lab().folder().resolve("redis"), 0);
        redis.start();
        pod = Pod.start(
                        place,
                        "user-service",
                        "user-service",
                        Map.of(
                                "CONCIERGE_USER_TOKEN_ISSUER",
                                "https://own.example",
                                "CONCIERGE_SECRETS_DIR",
                                secrets(place.lab()).toString(),
                                "REDIS_HOST",
                                "127.0.0.1",
                                "REDIS_PORT",
                                Integer.toString(redis.port())))
                .awaitReady();
    }

    private static Path secrets(Lab lab) throws IOException {
        Path secrets = Files.createDirectories(lab.folder().resolve("user-secrets"));
        for (String name : List.of("client-secret-app", "signing-key", "operator-password")) {
            Files.writeString(secrets.resolve(name), "0123456789abcdef0123456789abcdef");
        }
        return secrets;
    }

    URI address() {
        return pod.address();
    }

    String client() {
        return issuer.client("bench", "users:read", "users:write");
    }

    String service() {
        return issuer.service("bench-service", "users:read");
    }

    /** What Prometheus would read now. */
    public String scrape() throws IOException, InterruptedException {
        return pod.scrape();
    }

    @Override
    public void close() {
        pod.close();
        redis.stop();
        issuer.close();
    }
}
