package dev.concierge.search.assistant.memory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What guests asked to be remembered; every question is one guest's. */
@Repository
public class Memories {
    public static final int MOST = 100;
    public static final int LONGEST = 500;

    private final JdbcClient jdbc;

    Memories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param source such as {@code conversation 0199…}
     * @param correctedAt null as long as it stands as it was said
     */
    public record Memory(
            UUID memoryId,
            String text,
            String source,
            Instant rememberedAt,
            @Nullable Instant correctedAt) {}

    public long count(UUID guest) {
        return jdbc.sql("SELECT count(*) FROM assistant_memories WHERE user_id = ?")
                .param(guest)
                .query(Long.class)
                .single();
    }

    public void add(UUID guest, Memory memory) {
        jdbc.sql("""
                        INSERT INTO assistant_memories (memory_id, user_id, text, source, remembered_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(memory.memoryId, guest, memory.text, memory.source, Timestamp.from(memory.rememberedAt))
                .update();
    }

    /** By their ids. */
    List<Memory> list(UUID guest, UUID after, int limit) {
        return jdbc.sql("""
                        SELECT * FROM assistant_memories WHERE user_id = ? AND memory_id > ?
                        ORDER BY memory_id LIMIT ?""").params(guest, after, limit).query(Memories::memory).list();
    }

    /** Oldest first. */
    public List<Memory> all(UUID guest) {
        return list(guest, new UUID(0, 0), MOST).stream()
                .sorted(Comparator.comparing(Memory::rememberedAt))
                .toList();
    }

    Optional<Memory> find(UUID guest, UUID memory) {
        return jdbc.sql("SELECT * FROM assistant_memories WHERE user_id = ? AND memory_id = ?")
                .params(guest, memory)
                .query(Memories::memory)
                .optional();
    }

    void correct(UUID guest, UUID memory, String text, Instant now) {
        jdbc.sql("UPDATE assistant_memories SET text = ?, corrected_at = ? WHERE user_id = ? AND memory_id = ?")
                .params(text, Timestamp.from(now), guest, memory)
                .update();
    }

    /** False when there was none. */
    public boolean remove(UUID guest, UUID memory) {
        return jdbc.sql("DELETE FROM assistant_memories WHERE user_id = ? AND memory_id = ?")
                        .params(guest, memory)
                        .update()
                == 1;
    }

    /** @return how many there were */
    public int removeAll(UUID guest) {
        return jdbc.sql("DELETE FROM assistant_memories WHERE user_id = ?")
                .param(guest)
                .update();
    }

    private static Memory memory(ResultSet row, int number) throws SQLException {
        Timestamp corrected = row.getTimestamp("corrected_at");
        return new Memory(
                row.getObject("memory_id", UUID.class),
                row.getString("text"),
                row.getString("source"),
                row.getTimestamp("remembered_at").toInstant(),
                corrected == null ? null : corrected.toInstant());
    }
}
