package dev.concierge.user.segment;

import dev.concierge.user.identity.UserId;
import dev.concierge.user.segment.rule.Guest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Who is in which segment. */
@Repository
class Memberships {
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A guest who comes into a segment or goes. */
    record Move(Guest guest, SegmentId segment) {}

    Map<UserId, Set<SegmentId>> of(Collection<UserId> guests) {
        Map<UserId, Set<SegmentId>> found = new HashMap<>();
        jdbc.sql("SELECT user_id, segment_id FROM segment_members WHERE user_id = ANY (?)")
                .param(column("uuid", guests, UserId::value))
                .query((row, _) -> found.computeIfAbsent(
                                new UserId(row.getObject("user_id", UUID.class)), _ -> new HashSet<>())
                        .add(new SegmentId(row.getString("segment_id"))))
                .list();
        return found;
    }

    void enter(List<Move> moves, Instant now) {
        if (!moves.isEmpty()) {
            jdbc.sql("""
                    INSERT INTO segment_members (segment_id, user_id, shard, entered_at)
                    SELECT segment_id, user_id, shard, :now
                    FROM unnest(:segments, :guests, :shards) AS coming (segment_id, user_id, shard)
                    """)
                    .param(
                            "segments",
                            column("text", moves, move -> move.segment().value()))
                    .param(
                            "guests",
                            column("uuid", moves, move -> move.guest().userId().value()))
                    .param("shards", column("int2", moves, move -> move.guest().shard()))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    void leave(List<Move> moves) {
        if (!moves.isEmpty()) {
            jdbc.sql("""
                    DELETE FROM segment_members WHERE (segment_id, user_id) IN (
                        SELECT segment_id, user_id
                        FROM unnest(:segments, :guests) AS going (segment_id, user_id))
                    """)
                    .param(
                            "segments",
                            column("text", moves, move -> move.segment().value()))
                    .param(
                            "guests",
                            column("uuid", moves, move -> move.guest().userId().value()))
                    .update();
        }
    }

    /** The segment's members by id, one more than {@code limit} when there are more. */
    List<MemberView> list(SegmentId segment, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                SELECT user_id, entered_at FROM segment_members WHERE segment_id = ? AND user_id > ?
                ORDER BY user_id LIMIT ?
                """)
                .param(segment.value())
                .param(after == null ? FIRST : after)
                .param(limit + 1)
                .query((row, _) -> new MemberView(
                        row.getString("user_id"), row.getTimestamp("entered_at").toInstant()))
                .list();
    }

    /** @param enteredAt when the guest came under the rule, or was first found to */
    record MemberView(String userId, Instant enteredAt) {}

    /** The segments that a guest is in, by id. */
    List<PlaceView> placesOf(UserId guest) {
        return jdbc.sql("""
                SELECT segment_id, name, entered_at FROM segment_members JOIN segments USING (segment_id)
                WHERE user_id = ? AND NOT ending ORDER BY segment_id
                """)
                .param(guest.value())
                .query((row, _) -> new PlaceView(
                        row.getString("segment_id"),
                        row.getString("name"),
                        row.getTimestamp("entered_at").toInstant()))
                .list();
    }

    /** A segment that a guest is in. */
    record PlaceView(String segmentId, String name, Instant enteredAt) {}

    /**
     * @param members counted as they come and go
     * @param pendingShards of 256, in which guests are still being held against the rule; 0: the number is whole
     */
    record SizeView(String segmentId, long members, int pendingShards) {}

    SizeView size(SegmentId segment) {
        return jdbc.sql("""
                SELECT (SELECT coalesce(sum(members), 0) FROM segment_sizes WHERE segment_id = :id) AS members,
                    (SELECT count(*) FROM segment_sweeps WHERE segment_id = :id) AS pending
                """)
                .param("id", segment.value())
                .query((row, _) -> new SizeView(segment.value(), row.getLong("members"), row.getInt("pending")))
                .single();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
