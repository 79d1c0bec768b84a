package dev.concierge.datemaker.meet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Spaces that were asked for, are ready, or were taken by a call. */
@OnMeet
@Repository
class Spaces {
    private static final long LOCK = 41_001;

    private final JdbcClient jdbc;

    Spaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One pod after the other orders, so that all together keep the quota. Until the end of the transaction. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)::text")
                .param(LOCK)
                .query(String.class)
                .optional();
    }

    /** How many are ready or on their way. */
    int free() {
        return jdbc.sql("select count(*) from meet_spaces where call_id is null")
                .query(Integer.class)
                .single();
    }

    int askedSince(Instant when) {
        return jdbc.sql("select count(*) from meet_spaces where asked_at > ?")
                .param(when.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Calls of two rounds of all events that run or are about to. */
    int wanted(Instant now, Duration ahead) {
        return jdbc.sql("""
                select coalesce(sum(people / 2 * 2), 0) from (
                    select count(*) as people from registrations join dating_events on id = event_id
                    where status = 'CONFIRMED'
                      and ((state_id = 2 and start_dttm < ?) or (state_id = 3 and present and step <> 'RESULT'))
                    group by event_id) events
                """)
                .param(now.plus(ahead).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    void ask(UUID id, Instant now) {
        jdbc.sql("insert into meet_spaces (space_id, asked_at) values (?, ?)")
                .params(id, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void made(UUID id, String name, String address) {
        jdbc.sql("update meet_spaces set name = ?, address = ? where space_id = ?")
                .params(name, address, id)
                .update();
    }

    /** What was asked for does not come. */
    void forget(UUID id) {
        jdbc.sql("delete from meet_spaces where space_id = ? and name is null")
                .param(id)
                .update();
    }

    /** The name of a space that nobody else gets. */
    Optional<String> take(UUID call) {
        return jdbc.sql("""
                update meet_spaces set call_id = ? where space_id = (
                    select space_id from meet_spaces where name is not null and call_id is null
                    order by asked_at limit 1 for update skip locked)
                returning name
                """).param(call).query(String.class).optional();
    }

    Optional<URI> address(String name) {
        return jdbc.sql("select address from meet_spaces where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(URI::create);
    }
}
