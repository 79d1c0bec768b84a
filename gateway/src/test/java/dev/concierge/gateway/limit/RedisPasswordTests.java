package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.redis.RedisLink;
import dev.concierge.platform.redis.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** That Redis is told who we are. */
@ExtendWith(OutputCaptureExtension.class)
class RedisPasswordTests {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({"'', ''", "'', secret", "gateway, secret"})
    void showsWhatIsAskedFor(String user, String password) throws Exception {
        List<String> asked =
                Stream.of(user, password).filter(text -> !text.isEmpty()).toList();
        try (FakeRedis redis = new FakeRedis(asked)) {
            RedisLink link = opening(redis.settings(user, password));

            await().until(link::isOpen);
            assertThat(link.ask(commands -> commands.ping()))
                    .succeedsWithin(TIMEOUT)
                    .isEqualTo("PONG");
            link.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'', other", "other, secret"})
    void getsNoConnectionWithAnother(String user, String password, CapturedOutput output) throws Exception {
        try (FakeRedis redis = new FakeRedis(List.of("secret"))) {
            RedisLink link = opening(redis.settings(user, password));

            await().untilAsserted(() -> assertThat(output).contains("NOAUTH"));
            assertThat(link.isOpen()).isFalse();
            link.close();
        }
    }

    private static RedisLink opening(RedisSettings settings) {
        RedisLink link = new RedisLink(settings, TIMEOUT, "nothing is asked", List.of());
        link.openIfNeeded();
        return link;
    }
}
