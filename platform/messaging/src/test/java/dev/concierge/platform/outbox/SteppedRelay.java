package dev.concierge.platform.outbox;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A relay of all shards whose turn is gone through step by step, and which ends where nobody takes the next. Making one
 * takes the lease from whoever has it.
 */
public final class SteppedRelay {
    public static final String KEY = "key-0";

    /** Another key of the same shard. */
    public static final String NEIGHBOUR = IntStream.iterate(1, number -> number + 1)
            .mapToObj(number -> "key-" + number)
            .filter(key -> Shard.of(key).equals(Shard.of(KEY)))
            .findFirst()
            .orElseThrow();

    private static final Short[] ALL =
            IntStream.range(0, Shard.COUNT).mapToObj(shard -> (short) shard).toArray(Short[]::new);

    private final UUID owner = UUID.randomUUID();
    private final OutboxRows rows;
    private final OutboxNumbers numbers;
    private final Lease lease;

    public SteppedRelay(JdbcClient jdbc, Numbering numbering) {
        jdbc.sql("UPDATE platform.outbox_lease SET expires_at = '-infinity'").update();
        this.rows = new OutboxRows(jdbc, ALL);
        this.numbers = numbering.of(jdbc, owner);
        this.lease = new OutboxLeases(jdbc, owner, Duration.ofMinutes(1), 1)
                .acquire(0)
                .orElseThrow();
    }

    /** Statement that appends a row. */
    public static String row(String topic, String key, int value) {
        return "INSERT INTO platform.outbox (shard, id, topic, key, type, data) VALUES ("
                + Shard.of(key).number() + ", gen_random_uuid(), '" + topic + "', '" + key + "', 'thing.happened', '"
                + value + "')";
    }

    List<OutboxRow> take() {
        return numbers.number(lease, rows.next(100, List.of(), List.of()), List.of());
    }

    List<OutboxRow> left() {
        return numbers.numbered();
    }

    void published(List<OutboxRow> published) {
        rows.delete(published);
    }

    /** Publishes and deletes everything there is, first what an earlier relay left. */
    public List<Sent> sendAll() {
        List<OutboxRow> left = left();
        published(left);
        List<OutboxRow> rest = take();
        published(rest);
        return Stream.concat(left.stream(), rest.stream()).map(Sent::of).toList();
    }

    /** Publishes what is next and ends before it is deleted. */
    public List<Sent> sendAndEnd() {
        return take().stream().map(Sent::of).toList();
    }

    /** A row on the wire. */
    public record Sent(String key, int value, MessageNumber number) {
        private static Sent of(OutboxRow row) {
            String value = new String(Objects.requireNonNull(row.data()), StandardCharsets.UTF_8);
            return new Sent(row.key(), Integer.parseInt(value), Objects.requireNonNull(row.number()));
        }
    }

    /** How rows get their numbers: as they do, or with a planted bug. */
    public enum Numbering {
        AS_IT_IS {
            @Override
            OutboxNumbers of(JdbcClient jdbc, UUID owner) {
                return new OutboxNumbers(jdbc, owner, ALL);
            }
        },
        /** A relay that takes over does not look for what was numbered before, and numbers it once more. */
        ANEW_AT_A_TAKE_OVER {
            @Override
            OutboxNumbers of(JdbcClient jdbc, UUID owner) {
                return new OutboxNumbers(jdbc, owner, ALL) {
                    @Override
                    List<OutboxRow> numbered() {
                        return List.of();
                    }
                };
            }
        },
        /** The outbox's own sequence is the number. */
        BY_SEQUENCE {
            @Override
            OutboxNumbers of(JdbcClient jdbc, UUID owner) {
                return new OutboxNumbers(jdbc, owner, ALL) {
                    @Override
                    List<OutboxRow> numbered() {
                        return bySequence(super.numbered());
                    }

                    @Override
                    List<OutboxRow> number(Lease lease, List<OutboxRow> rows, List<OutboxRow> published) {
                        return bySequence(super.number(lease, rows, published));
                    }
                };
            }

            /** All at one time, which only tells a restored database from the one it was. */
            private List<OutboxRow> bySequence(List<OutboxRow> rows) {
                return rows.stream()
                        .map(row -> row.numbered(new MessageNumber(
                                Objects.requireNonNull(row.number()).outbox(), 0, row.seq())))
                        .toList();
            }
        };

        abstract OutboxNumbers of(JdbcClient jdbc, UUID owner);
    }
}
