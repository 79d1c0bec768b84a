package dev.concierge.user.profile;

import dev.concierge.user.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The profiles of all guests. */
@Repository
public class Profiles {
    private static final TypeReference<Map<String, Affinity>> WEIGHTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Profiles(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Begins the profiles of new guests, so that they can be read at once. */
    public void add(Collection<UserId> guests) {
        jdbc.sql("""
                INSERT INTO profiles (user_id, version, stated, affinities, purchases, spent, published)
                SELECT user_id, 0, :stated::jsonb, '{}', NULL, '{}', :published::jsonb FROM unnest(:guests) AS user_id
                """)
                .param(
                        "guests",
                        new SqlArrayValue(
                                "uuid", guests.stream().map(UserId::value).toArray()))
                .param("stated", json.writeValueAsString(Stated.NOTHING))
                .param("published", json.writeValueAsString(Persona.Published.NOTHING))
                .update();
    }

    Optional<Profile> find(UserId id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /** Those of several guests; nothing for a guest who is not there. */
    Map<UserId, Profile> findAll(Collection<UserId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("SELECT * FROM profiles WHERE user_id IN (:ids)")
                        .param("ids", ids.stream().map(UserId::value).toList())
                        .query(this::profile)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Profile::userId, Function.identity()));
    }

    /** The newest guests first, one more than {@code limit} when there are more. */
    List<Profile> list(@Nullable UserId after, int limit) {
        return jdbc.sql("SELECT * FROM profiles"
                        + (after == null ? "" : " WHERE user_id < :after")
                        + " ORDER BY user_id DESC LIMIT :limit")
                .param("after", after == null ? null : after.value())
                .param("limit", limit + 1)
                .query(this::profile)
                .list();
    }

    /** Keeps what changed; a guest who was erased meanwhile stays erased. */
    void replace(Profile profile) {
        jdbc.sql("""
                UPDATE profiles SET version = ?, stated = ?::jsonb, affinities = ?::jsonb, purchases = ?::jsonb,
                    spent = ?::jsonb, published = ?::jsonb
                WHERE user_id = ?
                """)
                .param(profile.version())
                .param(json.writeValueAsString(profile.stated()))
                .param(json.writeValueAsString(profile.affinities()))
                .param(profile.purchases() == null ? null : json.writeValueAsString(profile.purchases()))
                .param(json.writeValueAsString(profile.spent()))
                .param(json.writeValueAsString(profile.published()))
                .param(profile.userId().value())
                .update();
    }

    private Profile profile(ResultSet row, int number) throws SQLException {
        String purchases = row.getString("purchases");
        return new Profile(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getLong("version"),
                json.readValue(row.getString("stated"), Stated.class),
                json.readValue(row.getString("affinities"), WEIGHTS),
                purchases == null ? null : json.readValue(purchases, Affinity.class),
                json.readValue(row.getString("spent"), WEIGHTS),
                json.readValue(row.getString("published"), Persona.Published.class));
    }
}
