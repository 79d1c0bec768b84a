package dev.concierge.journey.guest;

import dev.concierge.journey.guest.Guest.Section;
import dev.concierge.platform.message.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the projection of guests; one statement per kind and batch. */
@Repository
public class Guests {
    /** Longer than any topic keeps messages: what comes about an erased guest later than this cannot come. */
    private static final Duration REMEMBERED = Duration.ofDays(8);

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    Guests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** These guests; one that nothing is known about is missing. */
    public Map<UserId, Guest> load(Collection<UserId> ids) {
        Map<UserId, Guest> guests = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT * FROM guests WHERE user_id = ANY(:ids)")
                    .param("ids", new SqlArrayValue("text", texts(ids, UserId::value)))
                    .query((row, _) -> guest(row))
                    .list()
                    .forEach(guest -> guests.put(guest.id(), guest));
        }
        return guests;
    }

    public boolean isErased(UserId id) {
        Guest guest = load(List.of(id)).get(id);
        return guest != null && guest.erased();
    }

    public void save(Collection<Guest> guests, Instant now) {
        if (guests.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO guests (user_id, shard, attributes, attributes_version,
                                    preferences, preferences_version, erased_at)
                SELECT user_id, shard, attributes::jsonb, attributes_version, preferences::jsonb, preferences_version,
                       CASE WHEN erased THEN :now::timestamptz END
                FROM unnest(:ids, :shards, :attributes, :attributesVersions, :preferences, :preferencesVersions,
                            :erased)
                     AS told (user_id, shard, attributes, attributes_version, preferences, preferences_version, erased)
                ON CONFLICT (user_id) DO UPDATE SET
                    attributes = excluded.attributes, attributes_version = excluded.attributes_version,
                    preferences = excluded.preferences, preferences_version = excluded.preferences_version,
                    erased_at = excluded.erased_at
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "ids",
                        new SqlArrayValue(
                                "text", texts(guests, guest -> guest.id().value())))
                .param(
                        "shards",
                        new SqlArrayValue(
                                "int2",
                                texts(
                                        guests,
                                        guest -> Shard.of(guest.id().value()).number())))
                .param("attributes", new SqlArrayValue("text", texts(guests, guest -> value(guest.attributes()))))
                .param(
                        "attributesVersions",
                        new SqlArrayValue("int8", texts(guests, guest -> version(guest.attributes()))))
                .param("preferences", new SqlArrayValue("text", texts(guests, guest -> value(guest.preferences()))))
                .param(
                        "preferencesVersions",
                        new SqlArrayValue("int8", texts(guests, guest -> version(guest.preferences()))))
                .param("erased", new SqlArrayValue("bool", texts(guests, Guest::erased)))
                .update();
    }

    /** Forgets that guests were erased once nothing about them can arrive any more. */
    public void forgetErased(Instant now) {
        jdbc.sql("DELETE FROM guests WHERE erased_at < :before")
                .param("before", now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .update();
    }

    private Guest guest(ResultSet row) throws SQLException {
        return new Guest(
                new UserId(row.getString("user_id")),
                section(row.getString("attributes"), row.getLong("attributes_version")),
                section(row.getString("preferences"), row.getLong("preferences_version")),
                row.getTimestamp("erased_at") != null);
    }

    private @Nullable Section section(@Nullable String value, long version) {
        return value == null ? null : new Section(version, json.readTree(value));
    }

    private static @Nullable String value(@Nullable Section section) {
        return section == null ? null : section.value().toString();
    }

    private static @Nullable Long version(@Nullable Section section) {
        return section == null ? null : section.version();
    }

    private static <T> Object[] texts(Collection<T> rows, Function<T, @Nullable Object> column) {
        return rows.stream().map(column).toArray();
    }
}
