package dev.concierge.datemaker.history;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened at an event, written while it happens, with the change that made it happen. */
@Repository
public class EventLog {
    private static final int MOST_OF_ONE = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EventLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public record Entry(
            long entry, Instant at, String what, @Nullable UUID userId, JsonNode detail) {}

    /** @param user null for what concerns nobody in particular */
    public void note(UUID event, Instant at, String what, @Nullable UUID user, Map<String, ?> detail) {
        write(event, at, what, user, detail, null);
    }

    /**
     * What a guest does as often as they like, who is noted for it so often at an event and no more: the log is kept, and
     * people read it.
     */
    public void noteSome(UUID event, Instant at, String what, UUID user, Map<String, ?> detail) {
        write(event, at, what, user, detail, MOST_OF_ONE);
    }

    /** @param most of the same that one guest has there; null for any number, which are not counted then */
    private void write(
            UUID event, Instant at, String what, @Nullable UUID user, Map<String, ?> detail, @Nullable Integer most) {
        jdbc.sql("""
                insert into event_log (event_id, at, what, user_id, detail)
                select :event, :at, :what, cast(:user as uuid), cast(:detail as jsonb)
                where cast(:most as integer) is null
                   or (select count(*) from event_log
                       where event_id = :event and user_id = cast(:user as uuid) and what = :what)
                      < cast(:most as integer)
                """)
                .param("event", event)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("what", what)
                .param("user", user)
                .param("detail", json.writeValueAsString(detail))
                .param("most", most)
                .update();
    }

    /** In the order of writing, after an entry. */
    public List<Entry> after(UUID event, long entry, int limit) {
        return jdbc.sql("select * from event_log where event_id = ? and entry > ? order by entry limit ?")
                .params(event, entry, limit)
                .query((row, _) -> {
                    Timestamp at = row.getTimestamp("at");
                    return new Entry(
                            row.getLong("entry"),
                            at.toInstant(),
                            row.getString("what"),
                            row.getObject("user_id", UUID.class),
                            json.readTree(row.getString("detail")));
                })
                .list();
    }

    /**
     * Of what happened before a time, at most so many.
     *
     * @return how many were forgotten
     */
    int forgetBefore(Instant time, int most) {
        return jdbc.sql("""
                delete from event_log where entry in (
                    select entry from event_log where at < ? order by at limit ? for update skip locked)
                """).params(time.atOffset(ZoneOffset.UTC), most).update();
    }
}
