package dev.concierge.datemaker.call;

import dev.concierge.datemaker.plan.Pair;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps calls and the links to them; one statement per kind and round. */
@Repository
public class Calls {
    private static final int TOKEN_BYTES = 18;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    Calls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Collection<Call> calls) {
        if (calls.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into calls (call_id, event_id, group_no, round, one, other, room, starts_at, ends_at)
                select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], ?::uuid[], ?::uuid[], ?::text[],
                                     ?::timestamptz[], ?::timestamptz[])
                """)
                .param(calls.stream().map(Call::id).toArray(UUID[]::new))
                .param(calls.stream().map(Call::event).toArray(UUID[]::new))
                .param(calls.stream().map(Call::group).toArray(Integer[]::new))
                .param(calls.stream().map(Call::round).toArray(Integer[]::new))
                .param(calls.stream().map(call -> call.pair().one()).toArray(UUID[]::new))
                .param(calls.stream().map(call -> call.pair().other()).toArray(UUID[]::new))
                .param(calls.stream().map(Call::room).toArray(String[]::new))
                .param(times(calls, Call::startsAt))
                .param(times(calls, Call::endsAt))
                .update();
    }

    private static SqlArrayValue times(Collection<Call> calls, Function<Call, Instant> time) {
        return new SqlArrayValue(
                "timestamptz",
                calls.stream()
                        .map(call -> time.apply(call).atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    /**
     * A link's secret for each guest of these calls; it serves until the call ends, as often as they like.
     *
     * @param calls of one round, so that each guest is in one of them
     */
    public Map<UUID, String> link(Collection<Call> calls) {
        Map<UUID, String> tokens = new LinkedHashMap<>();
        List<UUID> ids = new ArrayList<>();
        for (Call call : calls) {
            for (UUID guest : List.of(call.pair().one(), call.pair().other())) {
                tokens.put(guest, secret());
                ids.add(call.id());
            }
        }
        if (!tokens.isEmpty()) {
            jdbc.sql(
                            "insert into call_links (token, call_id, user_id) select * from unnest(?::text[], ?::uuid[], ?::uuid[])")
                    .param(tokens.values().toArray(String[]::new))
                    .param(ids.toArray(UUID[]::new))
                    .param(tokens.keySet().toArray(UUID[]::new))
                    .update();
        }
        return tokens;
    }

    private String secret() {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** A guest's seat in a call, by their link. */
    public record Seat(Call call, UUID guest) {}

    public Optional<Seat> seat(String token) {
        return jdbc.sql("select calls.*, call_links.user_id from call_links join calls using (call_id) where token = ?")
                .param(token)
                .query((row, _) -> new Seat(call(row), row.getObject("user_id", UUID.class)))
                .optional();
    }

    /** A guest's call that is under way, and their link to it. */
    public record Linked(Call call, String token) {}

    /** The newest call of a guest at an event with its link, for their page. */
    public Optional<Linked> linkOf(UUID event, UUID guest) {
        return jdbc.sql("""
                select calls.*, token from call_links join calls using (call_id)
                where event_id = ? and call_links.user_id = ? and ended_at is null order by starts_at desc limit 1
                """)
                .params(event, guest)
                .query((row, _) -> new Linked(call(row), row.getString("token")))
                .optional();
    }

    public List<Call> underWay(UUID event) {
        return jdbc.sql("select * from calls where event_id = ? and ended_at is null order by call_id")
                .param(event)
                .query((row, _) -> call(row))
                .list();
    }

    public List<Call> of(UUID event) {
        return jdbc.sql("select * from calls where event_id = ? order by round, call_id")
                .param(event)
                .query((row, _) -> call(row))
                .list();
    }

    /** Those who have met at this event, or at another of its series. */
    public Set<Pair> met(UUID event, @Nullable UUID series) {
        return new HashSet<>(jdbc.sql("""
                select distinct one, other from calls
                where one_joined_at is not null and other_joined_at is not null
                  and event_id in (select id from dating_events where id = ? or series_id = ?)
                """)
                .param(event)
                .param(series)
                .query((row, _) -> new Pair(row.getObject("one", UUID.class), row.getObject("other", UUID.class)))
                .list());
    }

    /** Whether these two were in one call of the event, met or not. */
    public boolean werePaired(UUID event, Pair pair) {
        return jdbc.sql("select count(*) from calls where event_id = ? and one = ? and other = ?")
                        .params(event, pair.one(), pair.other())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether these two ever were in one call, met or not. */
    public boolean wereEverPaired(Pair pair) {
        return jdbc.sql("select exists (select from calls where one = ? and other = ?)")
                .params(pair.one(), pair.other())
                .query(Boolean.class)
                .single();
    }

    /**
     * Notes the first time that a guest is there; nothing once the call has ended.
     *
     * @return whether it has not
     */
    public boolean join(UUID call, UUID guest, Instant now) {
        return jdbc.sql("""
                update calls set
                    one_joined_at = case when one = ? then coalesce(one_joined_at, ?) else one_joined_at end,
                    other_joined_at = case when other = ? then coalesce(other_joined_at, ?) else other_joined_at end
                where call_id = ? and ended_at is null
                """)
                        .params(guest, now.atOffset(ZoneOffset.UTC), guest, now.atOffset(ZoneOffset.UTC), call)
                        .update()
                > 0;
    }

    void end(Collection<UUID> calls, Instant at) {
        UUID[] ids = calls.toArray(UUID[]::new);
        jdbc.sql("update calls set ended_at = ? where call_id = any(?) and ended_at is null")
                .params(at.atOffset(ZoneOffset.UTC), ids)
                .update();
        jdbc.sql("delete from call_signals where call_id = any(?)").param(ids).update();
    }

    /** What is under way ends later. */
    public void extend(UUID event, Duration by) {
        jdbc.sql("update calls set ends_at = ends_at + ? * interval '1 millisecond'"
                        + " where event_id = ? and ended_at is null")
                .params(by.toMillis(), event)
                .update();
    }

    public long active() {
        return jdbc.sql("select count(*) from calls where ended_at is null")
                .query(Long.class)
                .single();
    }

    private static Call call(ResultSet row) throws SQLException {
        return new Call(
                row.getObject("call_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getInt("group_no"),
                row.getInt("round"),
                new Pair(row.getObject("one", UUID.class), row.getObject("other", UUID.class)),
                row.getString("room"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                instant(row.getTimestamp("one_joined_at")),
                instant(row.getTimestamp("other_joined_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
