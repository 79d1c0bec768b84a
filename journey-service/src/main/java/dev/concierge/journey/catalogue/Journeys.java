package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps journeys and their states. */
@Repository
public class Journeys {
    private final JdbcClient jdbc;

    Journeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a journey unless there is one of this id; waits for another transaction that is adding it. */
    boolean add(Journey journey) {
        return jdbc.sql("""
                        INSERT INTO journeys (journey_id, state, latest_version, created_at, updated_at)
                        VALUES (:id, :state, :latest, :createdAt, :createdAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", journey.id().value())
                        .param("state", written(journey.state()))
                        .param("latest", journey.latest())
                        .param("createdAt", journey.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void save(Journey journey) {
        jdbc.sql("""
                UPDATE journeys SET state = :state, latest_version = :latest, arming_version = :arming,
                                    live_version = :live, updated_at = :updatedAt
                WHERE journey_id = :id
                """)
                .param("id", journey.id().value())
                .param("state", written(journey.state()))
                .param("latest", journey.latest())
                .param("arming", journey.arming())
                .param("live", journey.live())
                .param("updatedAt", journey.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Journey> find(JourneyId id) {
        return Optional.ofNullable(load(List.of(id)).get(id));
    }

    /** The journey, locked until the transaction ends. */
    Optional<Journey> lock(JourneyId id) {
        return jdbc.sql("SELECT * FROM journeys WHERE journey_id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, _) -> journey(row))
                .optional();
    }

    public Map<JourneyId, Journey> load(Collection<JourneyId> ids) {
        Map<JourneyId, Journey> journeys = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT * FROM journeys WHERE journey_id = ANY(:ids)")
                    .param(
                            "ids",
                            new SqlArrayValue(
                                    "text", ids.stream().map(JourneyId::value).toArray()))
                    .query((row, _) -> journey(row))
                    .list()
                    .forEach(journey -> journeys.put(journey.id(), journey));
        }
        return journeys;
    }

    /** Journeys that take nobody in any more and have had time to notice every run under way. */
    public List<JourneyId> draining(Instant since) {
        return jdbc.sql("SELECT journey_id FROM journeys WHERE state = 'draining' AND updated_at <= :since")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new JourneyId(row.getString("journey_id")))
                .list();
    }

    /** By id, one more than {@code limit} when there are more. */
    List<Journey> list(@Nullable String after, int limit) {
        return jdbc.sql("SELECT * FROM journeys WHERE journey_id > :after ORDER BY journey_id LIMIT :limit")
                .param("after", after == null ? "" : after)
                .param("limit", limit + 1)
                .query((row, _) -> journey(row))
                .list();
    }

    private static Journey journey(ResultSet row) throws SQLException {
        return new Journey(
                new JourneyId(row.getString("journey_id")),
                JourneyState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("latest_version"),
                row.getObject("arming_version", Integer.class),
                row.getObject("live_version", Integer.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static String written(JourneyState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
