package dev.concierge.datemaker.call;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the browsers of two guests tell each other: kept in rows, so that either may be at any pod and a kill loses
 * nothing. The numbers of a sender have no gaps and appear in their order, as each takes its link's lock first.
 */
@Repository
class Signals {
    private static final int MOST = 500;

    /** In UTF-8: an offer is a few kilobytes, and each page that is opened makes another. */
    private static final int MOST_BYTES = 512 * 1024;

    /** What a listener is told at once; it asks on by the number of the last. */
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;

    Signals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param seq from 1, per sender */
    record Signal(int seq, String body) {}

    /** A guest who listens: to what the partner sent after a number. */
    record Listener(UUID call, UUID guest, int after) {}

    /** How a call stands, as one of both sees it. */
    record News(Instant endsAt, boolean over, boolean partnerIn, List<Signal> signals) {
        /** A call that is gone, as when one of its guests was erased, is over for the other. */
        News thatIsOver() {
            return new News(endsAt, true, false, List.of());
        }
    }

    /** @return whether there was room for them */
    @Transactional
    public boolean send(String token, Calls.Seat seat, List<String> bodies) {
        jdbc.sql("select call_id from call_links where token = ? for no key update")
                .param(token)
                .query(UUID.class)
                .optional();
        Sent sent = sent(seat.call().id(), seat.guest());
        if (!sent.leavesRoomFor(bodies)) {
            return false;
        }
        jdbc.sql("""
                insert into call_signals (call_id, sender, seq, body)
                select ?, ?, ? + number::int, body from unnest(?::text[]) with ordinality as sent (body, number)
                """)
                .param(seat.call().id())
                .param(seat.guest())
                .param(sent.last())
                .param(bodies.toArray(String[]::new))
                .update();
        return true;
    }

    /** @param last the number of the newest that a guest sent; 0 for none */
    record Sent(int last, long bytes) {
        private boolean leavesRoomFor(List<String> bodies) {
            long more = bodies.stream()
                    .mapToLong(body -> body.getBytes(StandardCharsets.UTF_8).length)
                    .sum();
            return last + bodies.size() <= MOST && bytes + more <= MOST_BYTES;
        }
    }

    Sent sent(UUID call, UUID sender) {
        return jdbc.sql("""
                        select coalesce(max(seq), 0) as last, coalesce(sum(octet_length(body)), 0) as bytes
                        from call_signals where call_id = ? and sender = ?
                        """)
                .params(call, sender)
                .query((row, _) -> new Sent(row.getInt("last"), row.getLong("bytes")))
                .single();
    }

    /** How the calls of all these stand, in one statement however many they are. */
    Map<Listener, News> news(Collection<Listener> listeners) {
        Map<Listener, News> news = new LinkedHashMap<>();
        jdbc.sql("""
                select calls.call_id, asked.guest, asked.after, calls.ends_at, calls.ended_at is not null as over,
                       case when calls.one = asked.guest then other_joined_at else one_joined_at end is not null as inside,
                       sent.seqs, sent.bodies
                from unnest(?::uuid[], ?::uuid[], ?::int[]) as asked (call_id, guest, after)
                join calls using (call_id)
                left join lateral (
                    select array_agg(seq order by seq) as seqs, array_agg(body order by seq) as bodies
                    from (
                        select seq, body from call_signals
                        where call_signals.call_id = asked.call_id and seq > asked.after
                          and sender = case when calls.one = asked.guest then calls.other else calls.one end
                        order by seq limit ?
                    ) as page
                ) sent on true
                """)
                .param(listeners.stream().map(Listener::call).toArray(UUID[]::new))
                .param(listeners.stream().map(Listener::guest).toArray(UUID[]::new))
                .param(listeners.stream().map(Listener::after).toArray(Integer[]::new))
                .param(AT_ONCE)
                .query((RowCallbackHandler) row -> {
                    Timestamp endsAt = Objects.requireNonNull(row.getTimestamp("ends_at"));
                    news.put(
                            new Listener(
                                    row.getObject("call_id", UUID.class),
                                    row.getObject("guest", UUID.class),
                                    row.getInt("after")),
                            new News(
                                    endsAt.toInstant(),
                                    row.getBoolean("over"),
                                    row.getBoolean("inside"),
                                    signals(row.getArray("seqs"), row.getArray("bodies"))));
                });
        return news;
    }

    private static List<Signal> signals(@Nullable Array seqs, @Nullable Array bodies) throws SQLException {
        if (seqs == null || bodies == null) {
            return List.of();
        }
        Integer[] numbers = (Integer[]) seqs.getArray();
        String[] texts = (String[]) bodies.getArray();
        return IntStream.range(0, numbers.length)
                .mapToObj(index -> new Signal(numbers[index], texts[index]))
                .toList();
    }
}
