package dev.concierge.platform.messaging;

import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What pg_dump and restore carry over, which the binaries of the tests lack: rows and sequences, but no ids of
 * transactions.
 */
final class Dump {
    private static final List<String> TABLES = List.of(
            "platform.outbox",
            "platform.outbox_lease",
            "platform.consumer_position",
            "platform.outbox_identity",
            "platform.outbox_number",
            "platform.consumed_number",
            "platform.consumer_gap",
            "platform.parked_removal",
            "platform.parked_message",
            "platform.effect",
            "platform.idempotency_key",
            "effect_log");

    private Dump() {}

    static void restore(Pod.Environment from, Pod.Environment to) throws SQLException, IOException {
        new PlatformSchema(new DriverManagerDataSource(to.jdbcUrl(), to.user(), to.password()));
        new EffectLog(to.jdbc()).create();
        try (Connection source = connection(from);
                Connection target = connection(to)) {
            for (String table : TABLES) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                to.jdbc().sql("TRUNCATE " + table).update();
                copy(source).copyOut("COPY " + table + " TO STDOUT", rows);
                copy(target).copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
            }
        }
        from.jdbc()
                .sql(
                        "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
                .query(row -> {
                    to.jdbc()
                            .sql("SELECT setval(?::regclass, ?)")
                            .params(row.getString(1), row.getLong(2))
                            .query(Long.class)
                            .single();
                });
    }

    /** A message that a transaction has appended and no relay has sent. */
    static void unsent(Pod.Environment environment, String key, int number) {
        environment
                .jdbc()
                .sql("""
                INSERT INTO platform.outbox (shard, id, topic, key, type, data)
                VALUES (?, gen_random_uuid(), 'things', ?, 'thing.happened', ?)
                """)
                .params(Shard.of(key).number(), key, Integer.toString(number).getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static Connection connection(Pod.Environment environment) throws SQLException {
        return DriverManager.getConnection(environment.jdbcUrl(), environment.user(), environment.password());
    }
}
