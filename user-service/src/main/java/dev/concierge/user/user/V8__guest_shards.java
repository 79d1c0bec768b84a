package dev.concierge.user.user;

import dev.concierge.platform.message.Shard;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Writes beside each guest the shard that their messages are in: no SQL knows murmur2. Flyway reads the name. */
final class V8__guest_shards extends BaseJavaMigration {
    private static final int BATCH = 10_000;

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("ALTER TABLE users ADD COLUMN shard smallint");
            fill(context, statement);
            statement.execute("ALTER TABLE users ALTER COLUMN shard SET NOT NULL");
            statement.execute("CREATE INDEX users_shard ON users (shard, user_id)");
        }
    }

    private static void fill(Context context, Statement statement) throws SQLException {
        statement.setFetchSize(BATCH);
        try (ResultSet guests = statement.executeQuery("SELECT user_id FROM users");
                PreparedStatement update =
                        context.getConnection().prepareStatement("UPDATE users SET shard = ? WHERE user_id = ?")) {
            int waiting = 0;
            while (guests.next()) {
                UUID id = guests.getObject(1, UUID.class);
                update.setInt(1, Shard.of(id.toString()).number());
                update.setObject(2, id);
                update.addBatch();
                waiting = (waiting + 1) % BATCH;
                if (waiting == 0) {
                    update.executeBatch();
                }
            }
            update.executeBatch();
        }
    }
}
