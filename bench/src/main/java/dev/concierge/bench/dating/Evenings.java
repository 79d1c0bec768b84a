package dev.concierge.bench.dating;

import dev.concierge.bench.lab.Lab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events that are about to begin, whose guests are all there and always join. */
final class Evenings implements AutoCloseable {
    static final int GROUP = 20;
    /** Of the service; its database is named so too. */
    static final String NAME = "datemaker";

    static final String PAIRS_TWICE =
            "select count(*) from (select 1 from calls group by event_id, one, other having count(*) > 1) twice";

    /** What is to be published yet. */
    static final String OUTBOX = "select count(*) from platform.outbox";

    private final Connection database;

    Evenings(Lab lab) throws SQLException {
        database = DriverManager.getConnection(lab.databaseUrl(NAME), lab.databaseUser(), lab.databasePassword());
    }

    UUID plan(Instant start, int guests, Duration call, Duration pause) throws SQLException {
        UUID event = UUID.randomUUID();
        try (PreparedStatement insert = database.prepareStatement("""
                insert into dating_events (id, start_dttm, state_id, step, due_at, group_size, call_seconds, pause_seconds,
                                           choice_seconds, announced_at)
                values (?, ?, 2, 'ROUND', ?, ?, ?, ?, 1, now())
                """)) {
            insert.setObject(1, event);
            insert.setObject(2, start.atOffset(ZoneOffset.UTC));
            insert.setObject(3, start.atOffset(ZoneOffset.UTC));
            insert.setInt(4, GROUP);
            insert.setLong(5, call.toSeconds());
            insert.setLong(6, pause.toSeconds());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = database.prepareStatement("""
                insert into registrations (event_id, user_id, status, registered_at, present, came)
                select ?, gen_random_uuid(), 'CONFIRMED', now(), true, true from generate_series(1, ?)
                """)) {
            insert.setObject(1, event);
            insert.setInt(2, guests);
            insert.executeUpdate();
        }
        return event;
    }

    /** Everybody of one side meets everybody of the other: as many rounds as a side has guests. */
    void planWithSides(Instant start, int perSide, Duration call, Duration pause) throws SQLException {
        UUID event = plan(start, 0, call, pause);
        run("update dating_events set mode = 'TWO_SIDED', side_one = 'one', side_other = 'other', group_size = "
                + 2 * perSide + " where id = '" + event + "'");
        run("insert into registrations (event_id, user_id, status, side, registered_at, present, came)"
                + " select '" + event + "', gen_random_uuid(), 'CONFIRMED', side, now(), true, true"
                + " from generate_series(1, " + perSide + "), (values ('ONE'), ('OTHER')) sides (side)");
    }

    /** Those of the first sides. */
    List<UUID> guestsOfFirstSides() throws SQLException {
        List<UUID> guests = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select user_id from registrations where side = 'ONE'")) {
            while (rows.next()) {
                guests.add(rows.getObject(1, UUID.class));
            }
        }
        return guests;
    }

    void forgetAll() throws SQLException {
        run("delete from dating_events");
    }

    /** All guests enter the calls that they have. */
    void join() throws SQLException {
        run("update calls set one_joined_at = now(), other_joined_at = now()"
                + " where ended_at is null and one_joined_at is null");
    }

    double count(String query) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
