package dev.concierge.event.imports;

import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.problem.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How far each import is, and which of its lines were refused. */
final class EventImports {
    private static final TypeReference<List<FieldError>> ERRORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    EventImports(JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    /** Whose import it is, and what they call it. */
    record Key(String caller, String requestId) {}

    /**
     * How far an import is.
     *
     * @param linesDone the next line to send is the one after
     */
    record EventImport(
            String requestId, long linesDone, long accepted, long refused, boolean complete, Instant startedAt) {}

    void begin(Key key, Instant now) {
        jdbc.sql("""
                        INSERT INTO event_imports
                            (caller, request_id, lines_done, accepted, refused, complete, started_at, touched_at)
                        VALUES (:caller, :request, 0, 0, 0, false, :now, :now) ON CONFLICT DO NOTHING""")
                .param("caller", key.caller())
                .param("request", key.requestId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<EventImport> find(Key key) {
        return jdbc.sql("SELECT * FROM event_imports WHERE caller = ? AND request_id = ?")
                .params(key.caller(), key.requestId())
                .query(EventImports::view)
                .optional();
    }

    /**
     * Notes lines that are durable. Whoever sent the same lines at the same time noted them first: then nothing is noted, as
     * nothing was told twice.
     *
     * @param before how many were done
     */
    void advance(Key key, long before, int lines, List<RefusedLine> refused, Instant now) {
        transaction.executeWithoutResult(_ -> {
            int moved = jdbc.sql("""
                            UPDATE event_imports SET lines_done = lines_done + ?, accepted = accepted + ?,
                                refused = refused + ?, touched_at = ?
                            WHERE caller = ? AND request_id = ? AND lines_done = ?""")
                    .params(
                            lines,
                            lines - refused.size(),
                            refused.size(),
                            now.atOffset(ZoneOffset.UTC),
                            key.caller(),
                            key.requestId(),
                            before)
                    .update();
            if (moved == 1) {
                refused.forEach(line -> refuse(key, line));
            }
        });
    }

    private void refuse(Key key, RefusedLine line) {
        jdbc.sql("INSERT INTO event_import_refusals (caller, request_id, line, errors) VALUES (?, ?, ?, ?::jsonb)")
                .params(key.caller(), key.requestId(), line.line(), json.writeValueAsString(line.errors()))
                .update();
    }

    void complete(Key key) {
        jdbc.sql("UPDATE event_imports SET complete = true WHERE caller = ? AND request_id = ?")
                .params(key.caller(), key.requestId())
                .update();
    }

    /** One more than the limit when there are more, by line. */
    List<RefusedLine> refusals(Key key, long after, int limit) {
        return jdbc.sql("""
                        SELECT line, errors FROM event_import_refusals
                        WHERE caller = ? AND request_id = ? AND line > ? ORDER BY line LIMIT ?""")
                .params(key.caller(), key.requestId(), after, limit + 1)
                .query((row, _) -> new RefusedLine(row.getLong(1), json.readValue(row.getString(2), ERRORS)))
                .list();
    }

    void forgetBefore(Instant limit) {
        jdbc.sql("DELETE FROM event_imports WHERE touched_at < ?")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static EventImport view(ResultSet row, int number) throws SQLException {
        return new EventImport(
                row.getString("request_id"),
                row.getLong("lines_done"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getBoolean("complete"),
                row.getObject("started_at", OffsetDateTime.class).toInstant());
    }
}
