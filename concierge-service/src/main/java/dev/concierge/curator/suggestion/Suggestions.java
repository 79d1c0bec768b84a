package dev.concierge.curator.suggestion;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.curator.suggestion.Suggestion.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps suggestions, in a table of their own that nothing else reads. */
@Repository
class Suggestions implements PersonalData {
    private static final TypeReference<Map<String, @Nullable Object>> SKETCH = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Suggestions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Suggestion suggestion) {
        jdbc.sql("""
                        INSERT INTO suggestions (suggestion_id, guest, title, reason, sketch, status, suggested_at)
                        VALUES (:id, :guest, :title, :reason, :sketch::jsonb, :status, :at)
                        """)
                .param("id", suggestion.suggestionId())
                .param("guest", suggestion.guest())
                .param("title", suggestion.title())
                .param("reason", suggestion.reason())
                .param("sketch", json.writeValueAsString(suggestion.sketch()))
                .param("status", suggestion.status().name())
                .param("at", Timestamp.from(suggestion.suggestedAt()))
                .update();
    }

    Optional<Suggestion> find(UUID id) {
        return jdbc.sql("SELECT * FROM suggestions WHERE suggestion_id = ?")
                .param(id)
                .query(this::suggestion)
                .optional();
    }

    /** Until the transaction ends. */
    Optional<Suggestion> lock(UUID id) {
        return jdbc.sql("SELECT * FROM suggestions WHERE suggestion_id = ? FOR UPDATE")
                .param(id)
                .query(this::suggestion)
                .optional();
    }

    void decide(UUID id, Status status, @Nullable UUID job, Instant at) {
        jdbc.sql("UPDATE suggestions SET status = ?, job = ?, decided_at = ? WHERE suggestion_id = ?")
                .param(status.name())
                .param(job)
                .param(Timestamp.from(at))
                .param(id)
                .update();
    }

    /** Newest first, one more than {@code limit} when there are more. */
    List<Suggestion> list(@Nullable String guest, @Nullable Status status, UUID before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM suggestions
                        WHERE suggestion_id < :before AND (:guest::text IS NULL OR guest = :guest)
                          AND (:status::text IS NULL OR status = :status)
                        ORDER BY suggestion_id DESC LIMIT :limit
                        """)
                .param("before", before)
                .param("guest", guest)
                .param("status", status == null ? null : status.name())
                .param("limit", limit + 1)
                .query(this::suggestion)
                .list();
    }

    @Override
    public void erase(String guest) {
        jdbc.sql("DELETE FROM suggestions WHERE guest = ?").param(guest).update();
    }

    private Suggestion suggestion(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Suggestion(
                row.getObject("suggestion_id", UUID.class),
                false,
                row.getString("guest"),
                row.getString("title"),
                row.getString("reason"),
                json.readValue(row.getString("sketch"), SKETCH),
                Status.valueOf(row.getString("status")),
                row.getObject("job", UUID.class),
                row.getTimestamp("suggested_at").toInstant(),
                decided == null ? null : decided.toInstant());
    }
}
