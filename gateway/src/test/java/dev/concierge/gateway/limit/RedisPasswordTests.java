package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That Redis is told who we are. */
class RedisPasswordTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final RedisClient client = RedisClient.create();

    @BeforeEach
    void speakAsTheGatewayDoes() {
        client.setOptions(
                ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
    }

    @AfterEach
    void close() {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'', secret", "gateway, secret"})
    void showsWhatIsAskedFor(String user, String password) throws Exception {
        List<String> asked =
                Stream.of(user, password).filter(text -> !text.isEmpty()).toList();
        try (FakeRedis redis = new FakeRedis(asked)) {
            assertThat(open(redis.settings(user, password)))
                    .succeedsWithin(TIMEOUT)
                    .satisfies(
                            link -> assertThat(link.connection().sync().ping()).isEqualTo("PONG"));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'', other", "other, secret"})
    void getsNoConnectionWithAnother(String user, String password) throws Exception {
        try (FakeRedis redis = new FakeRedis(List.of("secret"))) {
            assertThat(open(redis.settings(user, password)))
                    .failsWithin(TIMEOUT)
                    .withThrowableThat()
                    .havingRootCause()
                    .withMessageContaining("NOAUTH");
        }
    }

    @Test
    void speaksTlsOnDemandAndTellsNobodyThePassword() {
        RedisSettings settings = new RedisSettings("cache", 6380, "gateway", "secret", true);

        assertThat(settings.uri(TIMEOUT).isSsl()).isTrue();
        assertThat(settings.toString()).contains("cache:6380").doesNotContain("secret");
    }

    private CompletableFuture<RedisLink> open(RedisSettings settings) {
        return RedisLink.open(client, settings.uri(TIMEOUT), TIMEOUT);
    }
}
