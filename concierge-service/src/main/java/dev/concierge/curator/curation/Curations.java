package dev.concierge.curator.curation;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.platform.cache.AnswerCache;
import dev.concierge.platform.cache.AnswerCaches;
import dev.concierge.platform.cache.Answers;
import dev.concierge.platform.input.Numbers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Curations: as lists in this process and in Redis, as what they are made of in the database. */
@Repository
class Curations implements PersonalData {
    private static final Duration NEAR = Duration.ofMinutes(1);
    private static final int MOST_NEAR = 1_000;

    /** Each is some ten kilobytes for as long as it is kept, and costs whoever asks for it nothing. */
    private static final int MOST_OF_ONE = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AnswerCache<Curation> cache;
    private final Counter rebuilt;

    Curations(JdbcClient jdbc, JsonMapper json, AnswerCaches caches, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.cache = caches.of(
                "curation",
                new Answers<>(
                        Curation.class,
                        ids -> ids.stream().flatMap(id -> rebuild(id).stream()).toList(),
                        curation -> curation.curationId().toString(),
                        curation -> 1),
                NEAR,
                MOST_NEAR);
        this.rebuilt = Counter.builder("curator.curations.rebuilt")
                .description(
                        "curations composed anew from what is stored, because no cache had them: the first reading too")
                .register(meters);
    }

    @Transactional
    public void add(Curation curation, Inputs inputs, String madeBy, long seed) {
        jdbc.sql("""
            INSERT INTO curations (curation_id, guest, made_by, seed, inputs, propensities, made_at)
            VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
            """)
                .param(curation.curationId())
                .param(curation.guest())
                .param(madeBy)
                .param(seed)
                .param(json.writeValueAsString(inputs))
                .param(json.writeValueAsString(curation.places().stream()
                        .map(place -> Map.of(
                                "itemId", place.considered().item(),
                                "propensity", place.propensity(),
                                "explored", place.explored()))
                        .toList()))
                .param(Timestamp.from(curation.madeAt()))
                .update();
        if (madeBy.equals(curation.guest())) {
            forgetAllBut(MOST_OF_ONE, madeBy);
        }
    }

    /** The newest of those that a guest made; what others made for them is theirs. */
    private void forgetAllBut(int newest, String guest) {
        jdbc.sql("""
            DELETE FROM curations WHERE curation_id IN (
                SELECT curation_id FROM curations WHERE guest = ? AND made_by = ?
                ORDER BY made_at DESC, curation_id DESC OFFSET ?)
            RETURNING curation_id
            """)
                .params(guest, guest, newest)
                .query(UUID.class)
                .list()
                .forEach(id -> cache.evict(id.toString(), Long.MAX_VALUE));
    }

    Optional<Curation> find(UUID id) {
        return cache.find(id.toString());
    }

    private List<Curation> rebuild(String id) {
        rebuilt.increment();
        return jdbc.sql("SELECT * FROM curations WHERE curation_id = ?")
                .param(Numbers.uuid(id))
                .query(this::curation)
                .list();
    }

    @Override
    public void erase(String guest) {
        jdbc.sql("DELETE FROM curations WHERE guest = ? RETURNING curation_id")
                .param(guest)
                .query(UUID.class)
                .list()
                .forEach(id -> cache.evict(id.toString(), Long.MAX_VALUE));
    }

    /** Of those made before a time, at most so many; how many they were. */
    int forgetBefore(Instant time, int most) {
        return jdbc.sql("""
            DELETE FROM curations WHERE curation_id IN (
                SELECT curation_id FROM curations WHERE made_at < ? ORDER BY made_at LIMIT ? FOR UPDATE SKIP LOCKED)
            """).param(Timestamp.from(time)).param(most).update();
    }

    private Curation curation(ResultSet row, int number) throws SQLException {
        return Curation.of(
                row.getObject("curation_id", UUID.class),
                row.getString("guest"),
                row.getTimestamp("made_at").toInstant(),
                json.readValue(row.getString("inputs"), Inputs.class),
                row.getLong("seed"));
    }
}
