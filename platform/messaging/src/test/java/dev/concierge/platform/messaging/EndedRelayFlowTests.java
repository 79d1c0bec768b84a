package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Shard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A relay's process ends in the middle of a turn; what the next relay does with the numbers shows at a consumer. */
class EndedRelayFlowTests {
    private static final String KEY = "key-0";

    /** Another key of the same shard. */
    private static final String NEIGHBOUR = IntStream.iterate(1, number -> number + 1)
            .mapToObj(number -> "key-" + number)
            .filter(key -> Shard.of(key).equals(Shard.of(KEY)))
            .findFirst()
            .orElseThrow();

    private final Pod.Environment environment = Servers.environment();

    @ParameterizedTest
    @EnumSource
    void whereverARelayEndsAConsumerSeesNeitherAGapNorARepetition(EndingPod.Point point, @TempDir Path folder)
            throws Exception {
        new PlatformSchema(
                new DriverManagerDataSource(environment.jdbcUrl(), environment.user(), environment.password()));
        EffectLog effects = new EffectLog(environment.jdbc());
        effects.create();
        try (Connection late = connection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(OutboxFlowTests.row(NEIGHBOUR, 1)); // the lowest sequence, committed last
            append(KEY, 1, 40);
            append("elsewhere", 1, 40);
            endAt(point, folder.resolve("relay.log"));
            late.commit();
        }
        append(NEIGHBOUR, 2, 20);
        append(KEY, 41, 50);

        try (Pod successor = EndingPod.start(environment)) {
            await().atMost(Things.PATIENCE)
                    .untilAsserted(() -> assertThat(effects.count()).isEqualTo(110));
            assertThat(effects.of(KEY)).isEqualTo(Things.oneTo(50));
            assertThat(effects.of(NEIGHBOUR)).isEqualTo(Things.oneTo(20));
            assertThat(effects.of("elsewhere")).isEqualTo(Things.oneTo(40));
            assertThat(successor.count("consumer.number.gaps")).isZero();
            assertThat(successor.count("consumer.duplicates") > 0)
                    .as("what was published twice was told by its numbers")
                    .isEqualTo(EndingPod.LEAVES_PUBLISHED_ROWS.contains(point));
        }
    }

    private void endAt(EndingPod.Point point, Path log) throws Exception {
        Process relay = EndingPod.process(environment, point, log);
        try {
            assertThat(relay.waitFor(Things.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ended at its point")
                    .isTrue();
            assertThat(relay.exitValue()).isEqualTo(EndingPod.EXIT);
        } finally {
            relay.destroyForcibly();
        }
    }

    private void append(String key, int from, int to) {
        for (int number = from; number <= to; number++) {
            environment.jdbc().sql(OutboxFlowTests.row(key, number)).update();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(environment.jdbcUrl(), environment.user(), environment.password());
    }
}
