package dev.concierge.user.user;

import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.problem.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How far each import is, and which of its lines were refused. */
@Repository
class Imports {
    private static final TypeReference<List<FieldError>> ERRORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Imports(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whose import it is, and what they call it. */
    record Key(String caller, String requestId) {}

    /**
     * How far an import is.
     *
     * @param linesDone the next line to send is the one after
     */
    record ImportView(
            String requestId,
            long linesDone,
            long created,
            long changed,
            long unchanged,
            long refused,
            boolean complete,
            Instant startedAt) {
        ImportView plus(long lines, long created, long changed, long unchanged, long refused) {
            return new ImportView(
                    requestId,
                    linesDone + lines,
                    this.created + created,
                    this.changed + changed,
                    this.unchanged + unchanged,
                    this.refused + refused,
                    complete,
                    startedAt);
        }
    }

    void begin(Key key, Instant now) {
        jdbc.sql("""
                INSERT INTO imports (caller, request_id, lines_done, created, changed, unchanged, refused, complete,
                    started_at, touched_at)
                VALUES (:caller, :request, 0, 0, 0, 0, 0, false, :now, :now) ON CONFLICT DO NOTHING
                """)
                .param("caller", key.caller())
                .param("request", key.requestId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ImportView> find(Key key) {
        return read(key, "");
    }

    /** Locked until the transaction ends: two parts at a time are taken one after the other. */
    ImportView lock(Key key) {
        return read(key, " FOR UPDATE").orElseThrow();
    }

    private Optional<ImportView> read(Key key, String locking) {
        return jdbc.sql("SELECT * FROM imports WHERE caller = ? AND request_id = ?" + locking)
                .param(key.caller())
                .param(key.requestId())
                .query(Imports::view)
                .optional();
    }

    void save(Key key, ImportView view, List<RefusedLine> refused, Instant now) {
        jdbc.sql("""
                UPDATE imports SET lines_done = ?, created = ?, changed = ?, unchanged = ?, refused = ?, touched_at = ?
                WHERE caller = ? AND request_id = ?
                """)
                .params(
                        view.linesDone(),
                        view.created(),
                        view.changed(),
                        view.unchanged(),
                        view.refused(),
                        now.atOffset(ZoneOffset.UTC),
                        key.caller(),
                        key.requestId())
                .update();
        refused.forEach(line -> jdbc.sql("INSERT INTO import_refusals VALUES (?, ?, ?, ?::jsonb)")
                .params(key.caller(), key.requestId(), line.line(), json.writeValueAsString(line.errors()))
                .update());
    }

    void complete(Key key) {
        jdbc.sql("UPDATE imports SET complete = true WHERE caller = ? AND request_id = ?")
                .param(key.caller())
                .param(key.requestId())
                .update();
    }

    List<RefusedLine> refusals(Key key, long after, int limit) {
        return jdbc.sql("""
                SELECT line, errors FROM import_refusals WHERE caller = ? AND request_id = ? AND line > ?
                ORDER BY line LIMIT ?
                """)
                .params(key.caller(), key.requestId(), after, limit + 1)
                .query((row, _) -> new RefusedLine(row.getLong(1), json.readValue(row.getString(2), ERRORS)))
                .list();
    }

    private static ImportView view(ResultSet row, int number) throws SQLException {
        return new ImportView(
                row.getString("request_id"),
                row.getLong("lines_done"),
                row.getLong("created"),
                row.getLong("changed"),
                row.getLong("unchanged"),
                row.getLong("refused"),
                row.getBoolean("complete"),
                row.getTimestamp("started_at").toInstant());
    }
}
