package dev.concierge.datemaker.event;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DateEvents {
    private final JdbcClient jdbc;

    DateEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DateEvent event) {
        jdbc.sql("insert into dating_events (id, start_dttm, state_id, title, series_id) values (?, ?, ?, ?, ?)")
                .param(event.id())
                .param(sql(event.startsAt()))
                .param(event.state().id())
                .param(event.title())
                .param(event.series())
                .update();
    }

    Optional<DateEvent> find(UUID id) {
        return jdbc.sql("select * from dating_events where id = ?")
                .param(id)
                .query(DateEvents::event)
                .optional();
    }

    /** In the order of their starts, one more than {@code limit} when there are more. */
    List<DateEvent> startingFrom(Instant from, @Nullable DateEventState state, @Nullable Start after, int limit) {
        Start start = after == null ? new Start(from, new UUID(0, 0)) : after;
        return jdbc.sql("""
                select * from dating_events
                where (start_dttm, id) > (:start, :id) and (:state < 0 or state_id = :state)
                order by start_dttm, id limit :limit
                """)
                .param("start", sql(start.at()))
                .param("id", start.id())
                .param("state", state == null ? -1 : state.id())
                .param("limit", limit + 1)
                .query(DateEvents::event)
                .list();
    }

    /** Marks events that nobody has heard of yet as announced and returns them, each to one caller only. */
    List<DateEvent> takeUnannounced(Instant now, int limit) {
        return jdbc.sql("""
                update dating_events set announced_at = ?
                where id in (
                    select id from dating_events where announced_at is null
                    order by id limit ? for update skip locked)
                returning *
                """).params(sql(now), limit).query(DateEvents::event).list();
    }

    long planned(Instant now) {
        return jdbc.sql("select count(*) from dating_events where start_dttm > ? and state_id in (?, ?, ?)")
                .params(
                        sql(now),
                        DateEventState.NOT_STARTED.id(),
                        DateEventState.REG_CONFIRM.id(),
                        DateEventState.READY.id())
                .query(Long.class)
                .single();
    }

    /** Where a page begins: after the start and id of the last event seen. */
    record Start(Instant at, UUID id) {
        static Start of(List<String> cursor) {
            return new Start(Times.instant(cursor.getFirst()), Numbers.uuid(cursor.getLast()));
        }
    }

    private static OffsetDateTime sql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static DateEvent event(ResultSet row, int number) throws SQLException {
        return new DateEvent(
                row.getObject("id", UUID.class),
                row.getObject("start_dttm", OffsetDateTime.class).toInstant(),
                DateEventState.of(row.getInt("state_id")),
                row.getString("title"),
                row.getObject("series_id", UUID.class));
    }
}
