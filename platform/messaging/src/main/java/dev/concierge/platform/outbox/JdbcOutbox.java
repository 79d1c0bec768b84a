package dev.concierge.platform.outbox;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.message.Traces;
import dev.concierge.platform.message.TransactionBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a table of the service's own database. */
final class JdbcOutbox implements Outbox {
    /** Kafka's default limit for a record is 1 MiB; a row that can never be sent would hold up all behind it. */
    private static final int MAX_BYTES = 900 * 1024;

    private final JdbcClient jdbc;
    private final MessageJson json;
    private final Ids ids;
    private final Traces traces;
    private final TransactionBuffer<Row> buffer;

    JdbcOutbox(JdbcClient jdbc, MessageJson json, Ids ids, Traces traces, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.traces = traces;
        this.buffer = new TransactionBuffer<>(this::insert, afterCommit);
    }

    @Override
    public void append(OutgoingMessage message) {
        byte[] data = json.write(message.data());
        if (data.length > MAX_BYTES) {
            throw new IllegalArgumentException(message.topic() + " " + message.type() + ": " + data.length
                    + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        buffer.add(new Row(message, data, traces.traceparent(), headers(message)));
    }

    @Override
    public UUID append(String topic, String key, String type, Object data) {
        UUID id = ids.next();
        append(new OutgoingMessage(id, topic, key, type, data));
        return id;
    }

    private void insert(List<Row> rows) {
        jdbc.sql("""
                INSERT INTO platform.outbox (shard, id, topic, key, type, data, traceparent, headers)
                SELECT shard, id, topic, key, type, data, traceparent, headers::jsonb
                FROM unnest(?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
                    WITH ORDINALITY AS row (shard, id, topic, key, type, data, traceparent, headers, position)
                ORDER BY position
                """)
                .param(rows.stream().map(Row::shard).toArray(Short[]::new))
                .param(rows.stream().map(row -> row.message.id()).toArray(UUID[]::new))
                .param(rows.stream().map(row -> row.message.topic()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.message.key()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.message.type()).toArray(String[]::new))
                .param(rows.stream().map(Row::data).toArray(byte[][]::new))
                .param(rows.stream().map(Row::traceparent).toArray(String[]::new))
                .param(rows.stream().map(Row::headers).toArray(String[]::new))
                .update();
    }

    /** Null for none, as most have. */
    private @Nullable String headers(OutgoingMessage message) {
        return message.headers().isEmpty()
                ? null
                : new String(json.writeOrdered(message.headers()), StandardCharsets.UTF_8);
    }

    private record Row(
            OutgoingMessage message,
            byte[] data,
            @Nullable String traceparent,
            @Nullable String headers) {
        short shard() {
            return (short) Shard.of(message.key()).number();
        }
    }
}
