package dev.concierge.hub.delivery.template;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The templates and all their versions. */
class Templates {
    /** How long another pod may still write by the version before. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final int MOST_REMEMBERED = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final LoadingCache<Key, Optional<Template>> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build(key -> load(key.id, key.version));

    Templates(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Key(String id, @Nullable Integer version) {}

    /** For sending: what is withdrawn is not found, unless its version is named. */
    Optional<Template> remembered(String id, @Nullable Integer version) {
        return remembered.get(new Key(id, version));
    }

    /** @param version null for the latest, if it is not withdrawn */
    Optional<Template> find(String id, @Nullable Integer version) {
        return load(id, version);
    }

    private Optional<Template> load(String id, @Nullable Integer version) {
        return jdbc.sql("""
                        SELECT v.template_id, v.version, v.body, v.author, v.written_at
                        FROM template t JOIN template_version v USING (template_id)
                        WHERE t.template_id = :id
                          AND v.version = coalesce(:version::int, CASE WHEN t.withdrawn_at IS NULL THEN t.latest END)""")
                .param("id", id)
                .param("version", version)
                .query(this::template)
                .optional();
    }

    /** The latest version of each, after one in the order of their ids. */
    List<Template> after(@Nullable String id, int limit) {
        return jdbc.sql("""
                        SELECT v.template_id, v.version, v.body, v.author, v.written_at
                        FROM template t JOIN template_version v ON v.template_id = t.template_id AND v.version = t.latest
                        WHERE withdrawn_at IS NULL AND (:after::text IS NULL OR t.template_id > :after)
                        ORDER BY t.template_id LIMIT :limit""")
                .param("after", id)
                .param("limit", limit)
                .query(this::template)
                .list();
    }

    /** Locks the template, so that of two writers the second sees what the first wrote. */
    Optional<Template> lock(String id) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 25))")
                .param(id)
                .query(row -> {});
        return load(id, null);
    }

    /** Adds a version; the first, or the first after a withdrawal, makes the template. */
    Template add(String id, TemplateBody body, String author, Instant at) {
        int version = jdbc.sql("""
                        INSERT INTO template (template_id, latest) VALUES (?, 1)
                        ON CONFLICT (template_id) DO UPDATE SET latest = template.latest + 1, withdrawn_at = NULL
                        RETURNING latest""").param(id).query(Integer.class).single();
        jdbc.sql(
                        "INSERT INTO template_version (template_id, version, body, author, written_at) VALUES (?, ?, ?::jsonb, ?, ?)")
                .params(id, version, json.writeValueAsString(body), author, Timestamp.from(at))
                .update();
        remembered.invalidate(new Key(id, null));
        return new Template(id, version, body, author, at);
    }

    void withdraw(String id, Instant at) {
        jdbc.sql("UPDATE template SET withdrawn_at = ? WHERE template_id = ? AND withdrawn_at IS NULL")
                .params(Timestamp.from(at), id)
                .update();
        remembered.invalidate(new Key(id, null));
    }

    private Template template(ResultSet row, int number) throws SQLException {
        return new Template(
                row.getString("template_id"),
                row.getInt("version"),
                json.readValue(row.getString("body"), TemplateBody.class),
                row.getString("author"),
                row.getTimestamp("written_at").toInstant());
    }
}
