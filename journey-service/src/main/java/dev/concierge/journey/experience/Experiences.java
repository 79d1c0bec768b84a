package dev.concierge.journey.experience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps experiences. What was withdrawn stays as a mark, so that a call that comes late cannot bring it back. */
@Repository
class Experiences {
    private static final TypeReference<Map<String, Object>> INFO = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    Experiences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when it was withdrawn before. */
    boolean save(UUID id, Experience.Save save, Instant now) {
        return jdbc.sql("""
                        INSERT INTO experiences AS known (experience_id, business_id, name, info, created_at, updated_at)
                        VALUES (:id, :business, :name, :info::jsonb, :now, :now)
                        ON CONFLICT (experience_id) DO UPDATE SET
                            business_id = excluded.business_id, name = excluded.name, info = excluded.info,
                            updated_at = CASE WHEN (known.business_id, known.name, known.info)
                                                   IS DISTINCT FROM (excluded.business_id, excluded.name, excluded.info)
                                              THEN excluded.updated_at ELSE known.updated_at END
                        WHERE known.withdrawn_at IS NULL
                        """)
                        .param("id", id)
                        .param("business", save.businessId())
                        .param("name", save.name())
                        .param("info", json.writeValueAsString(save.info()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Withdraws it, whether it ever came or not. */
    void withdraw(UUID id, Instant now) {
        jdbc.sql("""
                INSERT INTO experiences AS known (experience_id, business_id, name, info, created_at, updated_at, withdrawn_at)
                VALUES (:id, '', '', '{}', :now, :now, :now)
                ON CONFLICT (experience_id) DO UPDATE SET
                    withdrawn_at = coalesce(known.withdrawn_at, excluded.withdrawn_at), info = '{}'
                """).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    Optional<Experience> find(UUID id) {
        return jdbc.sql("SELECT * FROM experiences WHERE experience_id = :id AND withdrawn_at IS NULL")
                .param("id", id)
                .query((row, _) -> experience(row))
                .optional();
    }

    /** In the order of their ids, one more than {@code limit} when there are more. */
    List<Experience> list(@Nullable String business, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                SELECT * FROM experiences
                WHERE withdrawn_at IS NULL AND (:business::text IS NULL OR business_id = :business)
                  AND (:after::uuid IS NULL OR experience_id > :after)
                ORDER BY experience_id LIMIT :limit
                """)
                .param("business", business)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, _) -> experience(row))
                .list();
    }

    private Experience experience(ResultSet row) throws SQLException {
        return new Experience(
                row.getObject("experience_id", UUID.class),
                row.getString("business_id"),
                row.getString("name"),
                json.readValue(row.getString("info"), INFO),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
