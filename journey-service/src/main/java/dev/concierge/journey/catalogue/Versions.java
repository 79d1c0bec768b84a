package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the versions of definitions; they never change, so each is read from the database once. */
@Repository
public class Versions {
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Version, Definition> known = new ConcurrentHashMap<>();

    Versions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Version(JourneyId journeyId, int number) {}

    void add(JourneyId id, int version, JsonNode definition, Instant now) {
        jdbc.sql("""
                INSERT INTO journey_versions (journey_id, version, definition, created_at)
                VALUES (:id, :version, :definition::jsonb, :now)
                """)
                .param("id", id.value())
                .param("version", version)
                .param("definition", definition.toString())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void published(JourneyId id, int version, Instant now) {
        jdbc.sql("""
                UPDATE journey_versions SET published_at = coalesce(published_at, :now)
                WHERE journey_id = :id AND version = :version
                """)
                .param("id", id.value())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Every version that runs may be on. */
    List<Definition> published(JourneyId id) {
        return jdbc.sql("""
                        SELECT definition FROM journey_versions
                        WHERE journey_id = :id AND published_at IS NOT NULL ORDER BY version
                        """).param("id", id.value()).query(String.class).list().stream()
                .map(text -> DefinitionReader.read(json.readTree(text)))
                .toList();
    }

    /** The definition as it was given. */
    Optional<JsonNode> given(JourneyId id, int version) {
        return jdbc.sql("SELECT definition FROM journey_versions WHERE journey_id = :id AND version = :version")
                .param("id", id.value())
                .param("version", version)
                .query(String.class)
                .optional()
                .map(json::readTree);
    }

    public Optional<Definition> find(JourneyId id, int version) {
        Version wanted = new Version(id, version);
        Definition definition = known.get(wanted);
        if (definition != null) {
            return Optional.of(definition);
        }
        Optional<Definition> read = given(id, version).map(DefinitionReader::read);
        read.ifPresent(found -> known.put(wanted, found));
        return read;
    }
}
