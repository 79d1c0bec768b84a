package dev.concierge.resource.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Directory {
    private final JdbcClient jdbc;
    private final Clock clock;

    Directory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether it was not there before. */
    boolean add(Business business) {
        return jdbc.sql(
                                "insert into businesses (business_id, name, zone, added_at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(
                                business.id().value(),
                                business.name(),
                                business.zone().getId(),
                                now())
                        .update()
                == 1;
    }

    /** Whether it was not there before. */
    boolean add(Location location) {
        return jdbc.sql("""
                        insert into locations (business_id, location_id, name, zone, added_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(
                                location.business().value(),
                                location.id().value(),
                                location.name(),
                                location.zone().getId(),
                                now())
                        .update()
                == 1;
    }

    /** Whether the name was free. */
    boolean claimName(String name, BusinessId business, @Nullable LocationId location) {
        return jdbc.sql(
                                "insert into channel_names (name, business_id, location_id) values (?, ?, ?) on conflict do nothing")
                        .param(name)
                        .param(business.value())
                        .param(location == null ? null : location.value())
                        .update()
                == 1;
    }

    Optional<Business> business(String id) {
        return jdbc.sql("select * from businesses where business_id = ?")
                .param(id)
                .query(Directory::business)
                .optional();
    }

    Optional<Location> location(BusinessId business, String id) {
        return jdbc.sql("select * from locations where business_id = ? and location_id = ?")
                .params(business.value(), id)
                .query(Directory::location)
                .optional();
    }

    /** In the order of ids, one more than {@code limit} when there are more. */
    List<Business> businesses(Tenants visible, @Nullable String after, int limit) {
        return jdbc.sql("""
                select * from businesses
                where business_id > :after and (:all or business_id = any(:visible))
                order by business_id limit :limit
                """)
                .param("after", after == null ? "" : after)
                .param("all", visible.isAll())
                .param("visible", visible.ids().toArray(String[]::new))
                .param("limit", limit + 1)
                .query(Directory::business)
                .list();
    }

    /** In the order of ids, one more than {@code limit} when there are more. */
    List<Location> locations(BusinessId business, @Nullable String after, int limit) {
        return jdbc.sql("""
                select * from locations where business_id = ? and location_id > ?
                order by location_id limit ?
                """)
                .params(business.value(), after == null ? "" : after, limit + 1)
                .query(Directory::location)
                .list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Business business(ResultSet row, int number) throws SQLException {
        return new Business(
                new BusinessId(row.getString("business_id")), row.getString("name"), ZoneId.of(row.getString("zone")));
    }

    private static Location location(ResultSet row, int number) throws SQLException {
        return new Location(
                new BusinessId(row.getString("business_id")),
                new LocationId(row.getString("location_id")),
                row.getString("name"),
                ZoneId.of(row.getString("zone")));
    }
}
