package dev.concierge.resource.calendar;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.unit.UnitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Which calendars are followed and what they say, in the shard's transaction under way. */
@Repository
class CalendarFeeds {
    Optional<CalendarFeed> find(Shard shard, Place place, UnitId unit) {
        return shard.jdbc()
                .sql("""
                        select * from tenant.calendar_feeds where business_id = ? and location_id = ? and unit_id = ?
                        """)
                .params(place.business().value(), place.location().value(), unit.value())
                .query(CalendarFeeds::feed)
                .optional();
    }

    /** To be read at once; what another address said is forgotten. */
    CalendarFeed save(Shard shard, Place place, UnitId unit, String url, Instant now) {
        forgetBusy(shard, place, unit);
        return shard.jdbc()
                .sql("""
                        insert into tenant.calendar_feeds as f
                            (business_id, location_id, unit_id, url, next_at, version, updated_at)
                        values (:business, :location, :unit, :url, cast(:now as timestamptz), 1, cast(:now as timestamptz))
                        on conflict (business_id, location_id, unit_id) do update
                        set url = excluded.url, read_at = null, failure = null, next_at = excluded.next_at,
                            version = f.version + 1, updated_at = excluded.updated_at
                        returning *
                        """)
                .param("business", place.business().value())
                .param("location", place.location().value())
                .param("unit", unit.value())
                .param("url", url)
                .param("now", now.toString())
                .query(CalendarFeeds::feed)
                .single();
    }

    void remove(Shard shard, Place place, UnitId unit) {
        forgetBusy(shard, place, unit);
        int _ = shard.jdbc()
                .sql("delete from tenant.calendar_feeds where business_id = ? and location_id = ? and unit_id = ?")
                .params(place.business().value(), place.location().value(), unit.value())
                .update();
    }

    /** Of all tenants: some that are due, and nobody else's until the given moment. */
    List<CalendarFeed> takeDue(Shard shard, Instant now, Instant until, int limit) {
        return shard.jdbc()
                .sql("""
                        update tenant.calendar_feeds f set next_at = cast(:until as timestamptz)
                        from (select business_id, location_id, unit_id from tenant.calendar_feeds
                            where next_at <= cast(:now as timestamptz) order by next_at limit :limit
                            for update skip locked) due
                        where f.business_id = due.business_id and f.location_id = due.location_id and f.unit_id = due.unit_id
                        returning f.*
                        """)
                .param("until", until.toString())
                .param("now", now.toString())
                .param("limit", limit)
                .query(CalendarFeeds::feed)
                .list();
    }

    /** False when it was changed meanwhile: then what was read is another's. */
    boolean read(Shard shard, CalendarFeed feed, Instant now, Instant next, @Nullable String failure) {
        return shard.jdbc()
                        .sql("""
                                update tenant.calendar_feeds
                                set read_at = case when cast(:failure as text) is null then cast(:now as timestamptz) else read_at end,
                                    failure = :failure, next_at = cast(:next as timestamptz)
                                where business_id = :business and location_id = :location and unit_id = :unit
                                  and version = :version
                                """)
                        .param("failure", failure)
                        .param("now", now.toString())
                        .param("next", next.toString())
                        .param("business", feed.place().business().value())
                        .param("location", feed.place().location().value())
                        .param("unit", feed.unit().value())
                        .param("version", feed.version())
                        .update()
                == 1;
    }

    void replaceBusy(Shard shard, Place place, UnitId unit, List<Span> busy) {
        forgetBusy(shard, place, unit);
        int _ = shard.jdbc()
                .sql("""
                        insert into tenant.busy (business_id, location_id, unit_id, starts_at, ends_at)
                        select ?, ?, ?, * from unnest(?::timestamptz[], ?::timestamptz[])
                        """)
                .param(place.business().value())
                .param(place.location().value())
                .param(unit.value())
                .param(busy.stream().map(span -> span.from().toString()).toArray(String[]::new))
                .param(busy.stream().map(span -> span.to().toString()).toArray(String[]::new))
                .update();
    }

    private static void forgetBusy(Shard shard, Place place, UnitId unit) {
        int _ = shard.jdbc()
                .sql("delete from tenant.busy where business_id = ? and location_id = ? and unit_id = ?")
                .params(place.business().value(), place.location().value(), unit.value())
                .update();
    }

    private static CalendarFeed feed(ResultSet row, int number) throws SQLException {
        Timestamp readAt = row.getTimestamp("read_at");
        return new CalendarFeed(
                new Place(new BusinessId(row.getString("business_id")), new LocationId(row.getString("location_id"))),
                new UnitId(row.getString("unit_id")),
                row.getString("url"),
                readAt == null ? null : readAt.toInstant(),
                row.getString("failure"),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant());
    }
}
