package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All guests. */
@Repository
class Users {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Users(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws EmailTaken when another guest has the address */
    void add(User user) {
        int added = bound(jdbc.sql("""
                        INSERT INTO users (user_id, version, details_version, first_name, last_name, email, email_key, phone,
                            main_device_id, dob, latitude, longitude, is_active, attributes, personal_attributes,
                            registered_at, updated_at)
                        VALUES (:id, :version, :version, :firstName, :lastName, :email, :emailKey, :phone,
                            :device, :dob, :lat, :lon, :active, :attributes::jsonb, :personal::jsonb,
                            :registeredAt, :updatedAt)
                        ON CONFLICT DO NOTHING
                        """), user).update();
        if (added == 0) {
            throw new EmailTaken(user.details().email());
        }
    }

    /** @throws EmailTaken when another guest has the address */
    void replace(User user) {
        try {
            bound(jdbc.sql("""
                            UPDATE users SET details_version = :version, first_name = :firstName,
                                last_name = :lastName, email = :email, email_key = :emailKey, phone = :phone, main_device_id = :device,
                                dob = :dob, latitude = :lat, longitude = :lon, is_active = :active,
                                attributes = :attributes::jsonb, personal_attributes = :personal::jsonb,
                                registered_at = :registeredAt, updated_at = :updatedAt
                            WHERE user_id = :id
                            """), user).update();
        } catch (DuplicateKeyException taken) {
            throw new EmailTaken(user.details().email());
        }
    }

    Optional<User> find(UserId id) {
        return jdbc.sql("SELECT * FROM users WHERE user_id = ?")
                .param(id.value())
                .query(this::user)
                .optional();
    }

    /** The guest, locked until the transaction ends. */
    Optional<User> lock(UserId id) {
        return jdbc.sql("SELECT * FROM users WHERE user_id = ? FOR UPDATE")
                .param(id.value())
                .query(this::user)
                .optional();
    }

    List<User> findAll(Collection<UserId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM users WHERE user_id IN (:ids) ORDER BY user_id")
                        .param("ids", ids.stream().map(UserId::value).toList())
                        .query(this::user)
                        .list();
    }

    /** Guests from the newest on, as ids are made in the order of time; one more than {@code limit} when there are more. */
    List<User> list(UserFilter filter, @Nullable UserId after, int limit) {
        return jdbc.sql("SELECT * FROM users WHERE true"
                        + (after == null ? "" : " AND user_id < :after")
                        + filter.condition()
                        + " ORDER BY user_id DESC LIMIT :limit")
                .param("after", after == null ? null : after.value())
                .param("limit", limit + 1)
                .params(filter.parameters())
                .query(this::user)
                .list();
    }

    boolean remove(UserId id) {
        return jdbc.sql("DELETE FROM users WHERE user_id = ?").param(id.value()).update() == 1;
    }

    private StatementSpec bound(StatementSpec sql, User user) {
        UserDetails details = user.details();
        Geolocation position = details.geolocation();
        return sql.param("id", user.id().value())
                .param("version", user.version())
                .param("firstName", details.firstName())
                .param("lastName", details.lastName())
                .param("email", details.email())
                .param("emailKey", EmailAddress.of(details.email()).key())
                .param("phone", details.phone())
                .param("device", details.mainDeviceId())
                .param("dob", details.dob(), Types.DATE)
                .param("lat", position == null ? null : position.lat(), Types.DOUBLE)
                .param("lon", position == null ? null : position.lon(), Types.DOUBLE)
                .param("active", details.isActive())
                .param("attributes", json.writeValueAsString(details.attributes()))
                .param("personal", json.writeValueAsString(details.personalAttributes()))
                .param("registeredAt", user.registeredAt().atOffset(ZoneOffset.UTC))
                .param("updatedAt", user.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getLong("details_version"),
                new UserDetails(
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("main_device_id"),
                        row.getObject("dob", LocalDate.class),
                        position(row),
                        row.getBoolean("is_active"),
                        json.readValue(row.getString("attributes"), new TypeReference<Map<String, Object>>() {}),
                        json.readValue(row.getString("personal_attributes"), new TypeReference<Set<String>>() {})),
                instant(row, "registered_at"),
                instant(row, "updated_at"));
    }

    private static @Nullable Geolocation position(ResultSet row) throws SQLException {
        Double lat = row.getObject("latitude", Double.class);
        return lat == null ? null : new Geolocation(lat, row.getObject("longitude", Double.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
