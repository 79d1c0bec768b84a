package dev.concierge.journey.catalogue;

import dev.concierge.journey.catalogue.JourneyVersion.VersionId;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The versions of definitions; what was given never changes, so each is read from the database once. */
@Component
public class Versions {
    private final JourneyVersions stored;
    private final Map<VersionId, Definition> known = new ConcurrentHashMap<>();

    Versions(JourneyVersions stored) {
        this.stored = stored;
    }

    void add(JourneyId id, int version, JsonNode definition, Instant now) {
        stored.save(new JourneyVersion(new VersionId(id, version), definition, now));
    }

    /** Called in the transaction that publishes the journey. */
    void publish(JourneyId id, int version, Instant now) {
        stored.findById(new VersionId(id, version))
                .orElseThrow(() -> new JourneyNotFound(id, version))
                .publish(now);
    }

    /** Every version that runs may be on. */
    List<Definition> published(JourneyId id) {
        return stored.findByIdJourneyAndPublishedAtIsNotNullOrderByIdNumber(id).stream()
                .map(version -> DefinitionReader.read(version.definition()))
                .toList();
    }

    /** The definition as it was given. */
    Optional<JsonNode> given(JourneyId id, int version) {
        return stored.findById(new VersionId(id, version)).map(JourneyVersion::definition);
    }

    /** The newest version, published or not. */
    public Optional<Definition> latest(JourneyId id) {
        return stored.findFirstByIdJourneyOrderByIdNumberDesc(id)
                .map(version -> DefinitionReader.read(version.definition()));
    }

    public Optional<Definition> find(JourneyId id, int version) {
        VersionId wanted = new VersionId(id, version);
        Definition definition = known.get(wanted);
        if (definition != null) {
            return Optional.of(definition);
        }
        Optional<Definition> read = given(id, version).map(DefinitionReader::read);
        read.ifPresent(found -> known.put(wanted, found));
        return read;
    }
}
