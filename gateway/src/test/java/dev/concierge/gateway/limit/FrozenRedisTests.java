package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.redis.Redis;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of Redis while no request asks it. */
class FrozenRedisTests {
    private final FakeRedis server = new FakeRedis();
    private final SharedBuckets buckets =
            new SharedBuckets(new LimitSettings(10, 10, 10, 10, 1, 1, Duration.ofMillis(200), server.settings("", "")));
    private final Redis redis = buckets.redis();

    @AfterEach
    void close() throws Exception {
        buckets.close();
        server.close();
    }

    @Test
    void itIsAwayWhileItHangsAndBackWhenItAnswers() throws Exception {
        redis.ask();

        server.hang();
        assertThatThrownBy(redis::ask).hasRootCauseInstanceOf(TimeoutException.class);

        server.recover();
        await().ignoreExceptions().untilAsserted(redis::ask);
    }

    @Test
    void aConnectionThatAnswersNoQuestionIsGivenUp() throws Exception {
        redis.ask();
        server.hang();

        await().untilAsserted(() -> {
            assertThatThrownBy(redis::ask).isNotNull();
            assertThat(buckets.isConnected()).isFalse();
        });
    }
}
