package dev.concierge.event.outlet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outlets as the database has them. Whoever holds the lease of one, by its epoch, pushes. */
final class Outlets {
    private final JdbcClient jdbc;

    Outlets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An outlet that this process may push to, until somebody else has a higher epoch. */
    record Claimed(Outlet outlet, long epoch, int failures) {}

    /** How pushing goes. */
    record Health(int failures, String failure, Instant nextTry) {}

    void add(Outlet outlet) {
        jdbc.sql("""
                        INSERT INTO event_outlets (outlet_id, name, url, secret, types, event_names, paused, version,
                            changed_at, changed_by, failures, failure, next_try, lease_until, epoch)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, '-infinity', 0)""")
                .params(
                        outlet.outletId(),
                        outlet.name(),
                        outlet.url(),
                        outlet.secret(),
                        outlet.types().toArray(String[]::new),
                        outlet.eventNames().toArray(String[]::new),
                        outlet.paused(),
                        outlet.version(),
                        utc(outlet.changedAt()),
                        outlet.changedBy(),
                        utc(outlet.changedAt()))
                .update();
    }

    /** With the change it is tried at once, whatever failed before. */
    void save(Outlet outlet) {
        jdbc.sql("""
                        UPDATE event_outlets
                        SET name = ?, url = ?, secret = ?, types = ?, event_names = ?, paused = ?, version = ?,
                            changed_at = ?, changed_by = ?, failures = 0, failure = '', next_try = ?
                        WHERE outlet_id = ?""")
                .params(
                        outlet.name(),
                        outlet.url(),
                        outlet.secret(),
                        outlet.types().toArray(String[]::new),
                        outlet.eventNames().toArray(String[]::new),
                        outlet.paused(),
                        outlet.version(),
                        utc(outlet.changedAt()),
                        outlet.changedBy(),
                        utc(outlet.changedAt()),
                        outlet.outletId())
                .update();
    }

    void remove(UUID outletId) {
        jdbc.sql("DELETE FROM event_outlets WHERE outlet_id = ?")
                .param(outletId)
                .update();
    }

    int count() {
        return jdbc.sql("SELECT count(*) FROM event_outlets")
                .query(Integer.class)
                .single();
    }

    Optional<Outlet> find(UUID outletId) {
        return jdbc.sql("SELECT * FROM event_outlets WHERE outlet_id = ?")
                .param(outletId)
                .query(Outlets::outlet)
                .optional();
    }

    /** Until the transaction ends nobody else changes it. */
    Optional<Outlet> lock(UUID outletId) {
        return jdbc.sql("SELECT * FROM event_outlets WHERE outlet_id = ? FOR UPDATE")
                .param(outletId)
                .query(Outlets::outlet)
                .optional();
    }

    /** One more than the limit when there are more, by id. */
    List<Outlet> list(UUID after, int limit) {
        return jdbc.sql("SELECT * FROM event_outlets WHERE outlet_id > ? ORDER BY outlet_id LIMIT ?")
                .params(after, limit + 1)
                .query(Outlets::outlet)
                .list();
    }

    Health health(UUID outletId) {
        return jdbc.sql("SELECT failures, failure, next_try FROM event_outlets WHERE outlet_id = ?")
                .param(outletId)
                .query((row, number) -> new Health(
                        row.getInt(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .single();
    }

    Optional<Claimed> claim(Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE event_outlets SET lease_until = ?, epoch = epoch + 1
                        WHERE outlet_id = (
                            SELECT outlet_id FROM event_outlets
                            WHERE NOT paused AND next_try <= ? AND lease_until <= ?
                            ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *""")
                .params(utc(until), utc(now), utc(now))
                .query((row, number) -> new Claimed(outlet(row, number), row.getLong("epoch"), row.getInt("failures")))
                .optional();
    }

    /** Of these, those that somebody has claimed since, or that are paused or gone. */
    List<Claimed> taken(List<Claimed> claimed) {
        Set<UUID> left = Set.copyOf(jdbc.sql("""
                        SELECT outlet_id FROM event_outlets JOIN unnest(?::uuid[], ?::bigint[]) AS mine (outlet_id, epoch)
                        USING (outlet_id, epoch) WHERE NOT paused""")
                .param(claimed.stream().map(one -> one.outlet().outletId()).toArray(UUID[]::new))
                .param(claimed.stream().map(Claimed::epoch).toArray(Long[]::new))
                .query(UUID.class)
                .list());
        return claimed.stream()
                .filter(one -> !left.contains(one.outlet().outletId()))
                .toList();
    }

    /** False when somebody else pushes, or it was changed: then it is to be claimed anew. */
    boolean renew(Claimed claimed, Instant until) {
        return jdbc.sql("UPDATE event_outlets SET lease_until = ? WHERE outlet_id = ? AND epoch = ? AND version = ?")
                        .params(
                                utc(until),
                                claimed.outlet().outletId(),
                                claimed.epoch(),
                                claimed.outlet().version())
                        .update()
                == 1;
    }

    void release(Claimed claimed, Instant now) {
        jdbc.sql("UPDATE event_outlets SET lease_until = ? WHERE outlet_id = ? AND epoch = ?")
                .params(utc(now), claimed.outlet().outletId(), claimed.epoch())
                .update();
    }

    void failed(Claimed claimed, String failure, Instant nextTry) {
        jdbc.sql("""
                        UPDATE event_outlets
                        SET failures = failures + 1, failure = ?, next_try = ?, lease_until = ?
                        WHERE outlet_id = ? AND epoch = ? AND version = ?""")
                .params(
                        failure,
                        utc(nextTry),
                        utc(nextTry),
                        claimed.outlet().outletId(),
                        claimed.epoch(),
                        claimed.outlet().version())
                .update();
    }

    void succeeded(Claimed claimed) {
        jdbc.sql(
                        "UPDATE event_outlets SET failures = 0, failure = '' WHERE outlet_id = ? AND epoch = ? AND failures > 0")
                .params(claimed.outlet().outletId(), claimed.epoch())
                .update();
    }

    /** Its receiver wants no more. */
    void gone(Claimed claimed, Instant now) {
        jdbc.sql("""
                        UPDATE event_outlets
                        SET paused = true, version = version + 1, changed_at = ?, changed_by = 'answer 410',
                            failure = 'its receiver answered 410: gone'
                        WHERE outlet_id = ? AND epoch = ?""")
                .params(utc(now), claimed.outlet().outletId(), claimed.epoch())
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Outlet outlet(ResultSet row, int number) throws SQLException {
        return new Outlet(
                row.getObject("outlet_id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                row.getString("secret"),
                List.of((String[]) row.getArray("types").getArray()),
                List.of((String[]) row.getArray("event_names").getArray()),
                row.getBoolean("paused"),
                row.getInt("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }
}
