package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.user.UserServiceFlow;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What services are answered while this service's own Redis is killed and hung, and once it is back with what it held. */
class KnownGuestOutageFlowTests extends UserServiceFlow {
    private static final RedisServer REDIS = redis();

    @Autowired
    private MeterRegistry meters;

    private String service = "";
    private String guest = "";

    private static RedisServer redis() {
        try {
            RedisServer redis = RedisServer.in(Files.createTempDirectory("known-guests"), 0);
            redis.start();
            return redis;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry properties) {
        properties.add("concierge.cache.redis.host", () -> "127.0.0.1");
        properties.add("concierge.cache.redis.port", REDIS::port);
    }

    @AfterAll
    static void stopRedis() {
        REDIS.stop();
    }

    @BeforeEach
    void shareOne() {
        service = token("notification-hub");
        guest = registered(Map.of("firstName", "Ada"));
        await().until(this::isShared);
    }

    @Test
    void aRedisThatWasGoneComesBackWithNothingThatCounts() {
        REDIS.stop(); // with a snapshot on its disk
        try {
            change("Grace", "Asia/Tokyo");
            awaitSeen("Grace", "Asia/Tokyo");
        } finally {
            REDIS.start();
        }

        await().until(this::isShared);
        shows("Grace", "Asia/Tokyo");
    }

    @Test
    void aRedisThatHangsIsGoneWithoutAndComesBackWithNothingThatCounts() throws IOException, InterruptedException {
        signal("STOP");
        try {
            double before = answers("service");
            await().until(() -> {
                shows("Ada", "UTC");
                return answers("service") > before;
            });
            change("Grace", "Asia/Tokyo");
            awaitSeen("Grace", "Asia/Tokyo");
        } finally {
            signal("CONT");
        }

        await().until(this::isShared);
        shows("Grace", "Asia/Tokyo");
    }

    private void change(String firstName, String zone) {
        assertThat(call("PATCH", "/users/" + guest, app(), Map.of("firstName", firstName))
                        .status())
                .isEqualTo(200);
        assertThat(put("/users/" + guest + "/preferences", app(), Map.of("zone", zone))
                        .status())
                .isEqualTo(200);
    }

    private void awaitSeen(String firstName, String zone) {
        await().untilAsserted(() -> shows(firstName, zone));
    }

    private void shows(String firstName, String zone) {
        assertThat(get("/users/" + guest, service).at("/firstName")).isEqualTo(firstName);
        assertThat(get("/users/" + guest + "/preferences", service).at("/zone")).isEqualTo(zone);
    }

    /** Whether the guest is now found in Redis, this process having forgotten them. */
    private boolean isShared() {
        double before = answers("shared");
        get("/users/" + guest + "/preferences", service);
        return answers("shared") > before;
    }

    private double answers(String from) {
        return meters.counter("cache.answers", "cache", "guest", "from", from).count();
    }

    private static void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(REDIS.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
