package dev.concierge.curator.interaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that guests did with items. */
@Repository
public class Interactions {
    private final JdbcClient jdbc;

    Interactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One thing that a guest did. */
    public record Interaction(String guest, UUID item, InteractionType type, Instant takenAt) {}

    /** Once for each id. */
    void add(UUID id, Interaction interaction) {
        jdbc.sql("""
            INSERT INTO interactions (interaction_id, guest, item_id, type, taken_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
                .param(id)
                .param(interaction.guest())
                .param(interaction.item())
                .param(interaction.type().name())
                .param(Timestamp.from(interaction.takenAt()))
                .update();
    }

    void eraseOf(String guest) {
        jdbc.sql("DELETE FROM interactions WHERE guest = ?").param(guest).update();
    }

    /** Of what came before a time, at most so many; how many they were. */
    int forgetBefore(Instant time, int most) {
        return jdbc.sql("""
            DELETE FROM interactions WHERE interaction_id IN (
                SELECT interaction_id FROM interactions WHERE received_at < ?
                ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED)
            """).param(Timestamp.from(time)).param(most).update();
    }

    /** The latest of a guest first. */
    public List<Interaction> latestOf(String guest, int limit) {
        return jdbc.sql("SELECT * FROM interactions WHERE guest = ? ORDER BY taken_at DESC, interaction_id LIMIT ?")
                .param(guest)
                .param(limit)
                .query(Interactions::interaction)
                .list();
    }

    /** Every one until now, row by row, in an order that does not change. */
    public void forEach(Consumer<Interaction> reader) {
        jdbc.sql("SELECT * FROM interactions ORDER BY interaction_id")
                .query((ResultSet row) -> reader.accept(interaction(row, row.getRow())));
    }

    private static Interaction interaction(ResultSet row, int number) throws SQLException {
        return new Interaction(
                row.getString("guest"),
                row.getObject("item_id", UUID.class),
                InteractionType.valueOf(row.getString("type")),
                row.getTimestamp("taken_at").toInstant());
    }
}
