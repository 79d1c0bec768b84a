package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxRowsFlowTests {
    private static final int LIMIT = 2_000;

    private final JdbcClient jdbc = JdbcClient.create(EmptyDatabase.create());
    private final OutboxRows rows = new OutboxRows(jdbc, new Short[] {0});

    @Test
    void readsSmallRowsUpToTheLimit() {
        IntStream.range(0, 30).forEach(_ -> append(new byte[10]));

        assertThat(next(20)).hasSize(20);
    }

    @Test
    void readsOnlyAsManyLargeRowsAsMemoryHasRoomFor() {
        IntStream.range(0, 30).forEach(_ -> append(new byte[900 * 1024]));
        append(null);
        append(new byte[10]);

        List<Integer> read = new ArrayList<>();
        List<OutboxRow> last = List.of();
        for (List<OutboxRow> next = next(LIMIT); !next.isEmpty(); next = next(LIMIT)) {
            rows.delete(next);
            read.add(next.size());
            last = next;
        }

        assertThat(read).containsExactly(10, 10, 10, 2);
        assertThat(last.getLast().data()).hasSize(10);
    }

    private List<OutboxRow> next(int limit) {
        return rows.next(limit, List.of(), List.of());
    }

    private void append(byte @Nullable [] data) {
        jdbc.sql("INSERT INTO platform.outbox (shard, id, topic, key, type, data) "
                        + "VALUES (0, gen_random_uuid(), 'things', 'a', 'thing.happened', ?)")
                .param(data)
                .update();
    }
}
