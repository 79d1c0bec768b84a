package dev.concierge.platform.outbox;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The dense numbers of one shard group's rows. A row keeps the number it was given once, whoever publishes it and how
 * often; the rows of a shard get their next numbers when those that have some are gone.
 */
class OutboxNumbers {
    private final JdbcClient jdbc;
    private final UUID owner;
    private final Short[] shards;

    OutboxNumbers(JdbcClient jdbc, UUID owner, Short[] shards) {
        this.jdbc = jdbc;
        this.owner = owner;
        this.shards = shards;
    }

    /** The rows that an earlier relay numbered and may have published, in their order. */
    List<OutboxRow> numbered() {
        return jdbc.sql("""
                SELECT waiting.*, given.numbered_at, given.last - cardinality(given.seqs) + given.place AS number,
                    (SELECT id FROM platform.outbox_identity) AS outbox
                FROM (SELECT known.*, seq, place FROM platform.outbox_number AS known,
                          unnest(known.seqs) WITH ORDINALITY AS listed (seq, place)
                      WHERE shard = ANY (?)) AS given
                JOIN platform.outbox AS waiting USING (seq) ORDER BY seq
                """)
                .param(shards)
                .query((row, index) -> OutboxRows.row(row, index)
                        .numbered(new MessageNumber(
                                row.getObject("outbox", UUID.class),
                                row.getLong("numbered_at"),
                                row.getLong("number"))))
                .list();
    }

    /**
     * Numbers rows and removes those that were published, in one commit, if the lease is still held.
     *
     * @param rows in order, none of a topic that has numbered rows left besides {@code published}
     * @return the same rows with their numbers; empty when another relay has the lease
     */
    List<OutboxRow> number(Lease lease, List<OutboxRow> rows, List<OutboxRow> published) {
        Map<Place, Given> given = new HashMap<>();
        jdbc.sql("""
                WITH held AS (
                    SELECT FROM platform.outbox_lease WHERE group_no = ? AND owner = ? AND epoch = ? FOR UPDATE),
                gone AS (DELETE FROM platform.outbox WHERE seq = ANY (?)),
                batch AS (
                    SELECT topic, shard, array_agg(seq ORDER BY seq) AS seqs
                    FROM held, unnest(?::text[], ?::smallint[], ?::bigint[]) AS taken (topic, shard, seq)
                    GROUP BY topic, shard)
                INSERT INTO platform.outbox_number AS known (topic, shard, last, numbered_at, seqs)
                SELECT topic, shard, cardinality(seqs), extract(epoch FROM clock_timestamp()) * 1000000, seqs FROM batch
                ON CONFLICT (topic, shard) DO UPDATE SET
                    last = known.last + excluded.last,
                    numbered_at = greatest(known.numbered_at + 1, excluded.numbered_at),
                    seqs = excluded.seqs
                RETURNING topic, shard, last - cardinality(seqs) AS before, numbered_at,
                    (SELECT id FROM platform.outbox_identity) AS outbox
                """)
                .param(lease.group())
                .param(owner)
                .param(lease.epoch())
                .param(OutboxRows.seqs(published))
                .param(rows.stream().map(OutboxRow::topic).toArray(String[]::new))
                .param(rows.stream().map(OutboxRow::shard).toArray(Short[]::new))
                .param(OutboxRows.seqs(rows))
                .query(row -> {
                    given.put(
                            new Place(row.getString("topic"), row.getShort("shard")),
                            new Given(
                                    row.getObject("outbox", UUID.class),
                                    row.getLong("numbered_at"),
                                    row.getLong("before")));
                });
        return given.isEmpty() ? List.of() : numbered(rows, given);
    }

    private static List<OutboxRow> numbered(List<OutboxRow> rows, Map<Place, Given> given) {
        List<OutboxRow> numbered = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            Given next = given.computeIfPresent(new Place(row.topic(), row.shard()), (_, before) -> before.next());
            if (next == null) {
                throw new IllegalStateException(row.topic() + " seq " + row.seq() + " got no number (expected: one)");
            }
            numbered.add(row.numbered(new MessageNumber(next.outbox, next.numberedAt, next.number)));
        }
        return numbered;
    }

    private record Place(String topic, short shard) {}

    private record Given(UUID outbox, long numberedAt, long number) {
        Given next() {
            return new Given(outbox, numberedAt, number + 1);
        }
    }
}
