package dev.concierge.datemaker.guest;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what is known about guests. */
@Repository
public class Guests {
    private final JdbcClient jdbc;

    Guests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who are known; who is not likes nothing and is rated like everybody new. */
    public Map<UUID, Guest> find(Collection<UUID> ids) {
        Map<UUID, Guest> guests = new HashMap<>();
        jdbc.sql("""
                select asked.id, guests.topics, coalesce(likes, 0) as likes, coalesce(dislikes, 0) as dislikes,
                       coalesce(upheld, 0) as upheld
                from unnest(?::uuid[]) as asked (id)
                left join guests on guests.user_id = asked.id
                left join ratings on ratings.user_id = asked.id
                """)
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> guest(row))
                .list()
                .forEach(guest -> guests.put(guest.id(), guest));
        return guests;
    }

    void learn(UUID id, List<String> topics, long version) {
        jdbc.sql("""
                insert into guests (user_id, topics, version) values (?, ?::text[], ?)
                on conflict (user_id) do update set topics = excluded.topics, version = excluded.version
                where guests.version < excluded.version and guests.erased_at is null
                """)
                .param(id)
                .param(topics.toArray(String[]::new))
                .param(version)
                .update();
    }

    /** Nothing is left but that the guest was there, so that later messages are known to be too late. */
    public void erase(UUID id, Instant now) {
        jdbc.sql("""
                insert into guests (user_id, version, erased_at) values (?, 0, ?)
                on conflict (user_id) do update set topics = '{}', erased_at = excluded.erased_at
                """).param(id).param(now.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("delete from ratings where user_id = ?").param(id).update();
    }

    /** Counts how a guest was liked at one event. */
    public void rate(UUID id, int likes, int dislikes) {
        add(id, likes, dislikes, 0);
    }

    /** A report about the guest was right. */
    public void upheld(UUID id) {
        add(id, 0, 0, 1);
    }

    private void add(UUID id, int likes, int dislikes, int upheld) {
        jdbc.sql("""
                insert into ratings as known (user_id, likes, dislikes, upheld) values (?, ?, ?, ?)
                on conflict (user_id) do update set likes = known.likes + excluded.likes,
                    dislikes = known.dislikes + excluded.dislikes, upheld = known.upheld + excluded.upheld
                """).param(id).param(likes).param(dislikes).param(upheld).update();
    }

    private static Guest guest(ResultSet row) throws SQLException {
        Array topics = row.getArray("topics");
        return new Guest(
                row.getObject("id", UUID.class),
                topics == null ? Set.of() : new HashSet<>(List.of((String[]) topics.getArray())),
                row.getInt("likes"),
                row.getInt("dislikes"),
                row.getInt("upheld"));
    }
}
