package dev.concierge.user.segment;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.segment.rule.Guest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Guests as rules see them. */
@Repository
class Guests {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final GuestHistory history;

    Guests(JdbcClient jdbc, JsonMapper json, GuestHistory history) {
        this.jdbc = jdbc;
        this.json = json;
        this.history = history;
    }

    /**
     * Those who are there, and stay until the transaction ends.
     *
     * @param events the names that rules ask for
     * @param measured those of which rules ask what they said
     */
    List<Guest> findAll(Collection<UserId> ids, Collection<String> events, Collection<String> measured) {
        Map<UserId, List<GuestHistory.Times>> deeds = history.of(ids, events);
        Map<UserId, List<GuestHistory.Told>> told = history.told(ids, measured);
        return jdbc.sql("""
                SELECT u.user_id, u.shard, u.is_active, u.registered_at, u.attributes, p.published
                FROM users u JOIN profiles p USING (user_id) WHERE u.user_id = ANY (?)
                ORDER BY u.user_id FOR KEY SHARE OF u
                """)
                .param(new SqlArrayValue("uuid", ids.stream().map(UserId::value).toArray()))
                .query((row, _) -> guest(row, deeds, told))
                .list();
    }

    private Guest guest(
            ResultSet row, Map<UserId, List<GuestHistory.Times>> deeds, Map<UserId, List<GuestHistory.Told>> told)
            throws SQLException {
        UserId id = new UserId(row.getObject("user_id", UUID.class));
        return new Guest(
                id,
                row.getInt("shard"),
                row.getBoolean("is_active"),
                row.getTimestamp("registered_at").toInstant(),
                json.readTree(row.getString("attributes")),
                json.readTree(row.getString("published")),
                deeds.getOrDefault(id, List.of()),
                told.getOrDefault(id, List.of()));
    }

    /** A guest whom a segment's sweep has yet to reach. */
    record Unswept(UserId userId, int shard) {}

    /** The next whom the sweep of a segment has not reached in these shards, shard by shard. */
    List<Unswept> unswept(SegmentId segment, OwnedShards shards, int limit) {
        return jdbc.sql("""
                SELECT next.user_id, sweep.shard
                FROM segment_sweeps sweep CROSS JOIN LATERAL (
                    SELECT user_id FROM users
                    WHERE shard = sweep.shard AND user_id > sweep.done_to ORDER BY user_id LIMIT :limit) next
                WHERE sweep.segment_id = :segment AND sweep.shard = ANY (:shards)
                ORDER BY sweep.shard, next.user_id LIMIT :limit
                """)
                .param("segment", segment.value())
                .param("shards", new SqlArrayValue("int2", (Object[]) shards.numbers()))
                .param("limit", limit)
                .query((row, _) -> new Unswept(new UserId(row.getObject("user_id", UUID.class)), row.getInt("shard")))
                .list();
    }
}
