package dev.concierge.user.profile;

import dev.concierge.platform.web.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The versions of the rules; until an operator makes one, those of the release, as version 0. */
@Repository
class KnownProfileRules {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StrictJson bodies;
    private final Versioned released;
    private volatile @Nullable Versioned last;

    KnownProfileRules(JdbcClient jdbc, JsonMapper json, StrictJson bodies) {
        this.jdbc = jdbc;
        this.json = json;
        this.bodies = bodies;
        this.released = new Versioned(0, read(file(json)), "release", Instant.EPOCH);
    }

    /**
     * Rules that are, or were, in force.
     *
     * @param version rises by one with each
     */
    record Versioned(int version, ProfileRules rules, String madeBy, Instant madeAt) {}

    /** Those in force now; read anew only when they have changed. */
    Versioned latest() {
        int version = jdbc.sql("SELECT coalesce(max(version), 0) FROM profile_rules")
                .query(Integer.class)
                .single();
        Versioned known = last;
        if (known == null || known.version() != version) {
            known = find(version).orElse(released);
            last = known;
        }
        return known;
    }

    private Optional<Versioned> find(int version) {
        return jdbc.sql("SELECT * FROM profile_rules WHERE version = ?")
                .param(version)
                .query((row, _) -> new Versioned(
                        row.getInt("version"),
                        read(json.readTree(row.getString("rules"))),
                        row.getString("made_by"),
                        row.getTimestamp("made_at").toInstant()))
                .optional();
    }

    /** Nobody else adds one until the transaction ends. */
    void lock() {
        jdbc.sql("LOCK TABLE profile_rules IN SHARE ROW EXCLUSIVE MODE").update();
    }

    void add(Versioned next) {
        jdbc.sql("INSERT INTO profile_rules (version, rules, made_by, made_at) VALUES (?, ?::jsonb, ?, ?)")
                .param(next.version())
                .param(json.writeValueAsString(next.rules()))
                .param(next.madeBy())
                .param(next.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private ProfileRules read(JsonNode rules) {
        return bodies.read(rules, ProfileRules.class);
    }

    private static JsonNode file(JsonMapper json) {
        try (InputStream file = new ClassPathResource("profiles/rules.json").getInputStream()) {
            return json.readTree(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
