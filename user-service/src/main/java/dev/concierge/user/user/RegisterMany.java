package dev.concierge.user.user;

import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.alias.Aliases;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.preferences.Preferences;
import dev.concierge.user.profile.Profiles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Registers many guests by a few statements, in the transaction under way; each is told of as any other. */
@Component
class RegisterMany {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Profiles profiles;
    private final Aliases aliases;
    private final Outbox outbox;

    RegisterMany(JdbcClient jdbc, JsonMapper json, Profiles profiles, Aliases aliases, Outbox outbox) {
        this.jdbc = jdbc;
        this.json = json;
        this.profiles = profiles;
        this.aliases = aliases;
        this.outbox = outbox;
    }

    /** A guest who is not there yet, and the id that another system has for them. */
    record Newcomer(User user, @Nullable String externalId) {}

    void register(List<Newcomer> newcomers, Instant now) {
        if (newcomers.isEmpty()) {
            return;
        }
        List<User> users = newcomers.stream().map(Newcomer::user).toList();
        add(users);
        profiles.add(users.stream().map(User::id).toList());
        Map<String, UserId> names = new HashMap<>();
        newcomers.forEach(one -> Optional.ofNullable(one.externalId())
                .ifPresent(name -> names.put(name, one.user().id())));
        aliases.addExternal(names, now);
        for (Newcomer one : newcomers) {
            String id = one.user().id().toString();
            outbox.append("users", id, "user.registered", UserRegistered.of(one.user(), Preferences.DEFAULT));
        }
    }

    private void add(List<User> users) {
        jdbc.sql("""
                WITH newcomers AS (
                    INSERT INTO users (user_id, version, details_version, revision, first_name, last_name, email,
                        email_key, phone, main_device_id, dob, latitude, longitude, is_active, attributes,
                        personal_attributes, registered_at, updated_at, shard)
                    SELECT user_id, 0, 0, 0, first_name, last_name, email, email_key, phone, device, dob, lat, lon,
                        active, attributes::jsonb, personal::jsonb, at, at, shard
                    FROM unnest(:ids, :firstNames, :lastNames, :emails, :keys, :phones, :devices, :dobs, :lats, :lons,
                        :actives, :attributes, :personal, :times, :shards) AS given (user_id, first_name, last_name,
                        email, email_key, phone, device, dob, lat, lon, active, attributes, personal, at, shard)
                    RETURNING user_id)
                INSERT INTO preferences (user_id, version, revision, preferences)
                SELECT user_id, 0, 0, :preferences::jsonb FROM newcomers
                """)
                .param("ids", column("uuid", users, user -> user.id().value()))
                .param(
                        "firstNames",
                        column("text", users, user -> user.details().firstName()))
                .param("lastNames", column("text", users, user -> user.details().lastName()))
                .param("emails", column("text", users, user -> user.details().email()))
                .param("keys", column("text", users, User::emailKey))
                .param("phones", column("text", users, user -> user.details().phone()))
                .param("devices", column("text", users, user -> user.details().mainDeviceId()))
                .param("dobs", column("date", users, user -> user.details().dob()))
                .param("lats", column("float8", users, user -> at(user, Geolocation::lat)))
                .param("lons", column("float8", users, user -> at(user, Geolocation::lon)))
                .param("actives", column("bool", users, user -> user.details().isActive()))
                .param(
                        "attributes",
                        column(
                                "text",
                                users,
                                user -> json.writeValueAsString(user.details().attributes())))
                .param(
                        "personal",
                        column(
                                "text",
                                users,
                                user -> json.writeValueAsString(user.details().personalAttributes())))
                .param(
                        "times",
                        column("timestamptz", users, user -> user.registeredAt().atOffset(ZoneOffset.UTC)))
                .param("shards", column("int2", users, user -> (int) user.shard()))
                .param("preferences", json.writeValueAsString(Preferences.DEFAULT))
                .update();
    }

    private static @Nullable Double at(User user, Function<Geolocation, Double> ordinate) {
        Geolocation position = user.details().geolocation();
        return position == null ? null : ordinate.apply(position);
    }

    private static SqlArrayValue column(String type, List<User> users, Function<User, @Nullable Object> value) {
        return new SqlArrayValue(type, users.stream().map(value).toArray());
    }
}
