package dev.concierge.curator.training;

import dev.concierge.curator.evaluation.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All versions of the model, their files in parts: every pod has the database, not every one a folder of others. */
class Models {
    private static final int PART = 1 << 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Models(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps it and serves it from now on. */
    @Transactional
    public void add(ModelVersion model, Path file) throws IOException {
        jdbc.sql("""
            INSERT INTO models (version, learner, figures, interactions, guests, items, data_from, data_until,
                commit, trained_at, sha256)
            VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(model.version())
                .param(model.learner())
                .param(json.writeValueAsString(model.figures()))
                .param(model.interactions())
                .param(model.guests())
                .param(model.items())
                .param(Timestamp.from(model.dataFrom()))
                .param(Timestamp.from(model.dataUntil()))
                .param(model.commit())
                .param(Timestamp.from(model.trainedAt()))
                .param(sha256(file))
                .update();
        try (InputStream bytes = Files.newInputStream(file)) {
            int part = 0;
            for (byte[] some = bytes.readNBytes(PART); some.length > 0; some = bytes.readNBytes(PART)) {
                jdbc.sql("INSERT INTO model_parts (version, part, bytes) VALUES (?, ?, ?)")
                        .param(model.version())
                        .param(part++)
                        .param(some)
                        .update();
            }
        }
        serve(model.version());
    }

    /** @return whether there is such a version */
    @Transactional
    public boolean serve(UUID version) {
        return jdbc.sql("""
            INSERT INTO served_model (version) SELECT version FROM models WHERE version = ?
            ON CONFLICT (one) DO UPDATE SET version = excluded.version
            """).param(version).update() > 0;
    }

    Optional<UUID> served() {
        return jdbc.sql("SELECT version FROM served_model").query(UUID.class).optional();
    }

    /** Newest first. */
    List<ModelVersion> before(UUID version, int limit) {
        return jdbc.sql("""
            SELECT m.*, s.version IS NOT NULL AS is_served FROM models m LEFT JOIN served_model s USING (version)
            WHERE m.version < ? ORDER BY m.version DESC LIMIT ?
            """).param(version).param(limit).query(this::version).list();
    }

    Optional<ModelVersion> find(UUID version) {
        return jdbc.sql("""
            SELECT m.*, s.version IS NOT NULL AS is_served FROM models m LEFT JOIN served_model s USING (version)
            WHERE m.version = ?
            """).param(version).query(this::version).optional();
    }

    /** Writes the file of a version, whole or not at all. */
    void copy(UUID version, Path file) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "model", ".new");
        MessageDigest digest = sha256();
        try {
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(fresh), digest)) {
                byte[] some = part(version, 0);
                for (int part = 1; some != null; part++) {
                    out.write(some);
                    some = part(version, part);
                }
            }
            String wanted = jdbc.sql("SELECT sha256 FROM models WHERE version = ?")
                    .param(version)
                    .query(String.class)
                    .single();
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(wanted)) {
                throw new IOException("model " + version + ": " + found + " (expected: SHA-256 " + wanted + ")");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private byte @Nullable [] part(UUID version, int part) {
        return jdbc.sql("SELECT bytes FROM model_parts WHERE version = ? AND part = ?")
                .param(version)
                .param(part)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    private ModelVersion version(ResultSet row, int number) throws SQLException {
        return new ModelVersion(
                row.getObject("version", UUID.class),
                row.getString("learner"),
                json.readValue(row.getString("figures"), new TypeReference<Map<String, Figures>>() {}),
                row.getInt("interactions"),
                row.getInt("guests"),
                row.getInt("items"),
                row.getTimestamp("data_from").toInstant(),
                row.getTimestamp("data_until").toInstant(),
                row.getString("commit"),
                row.getTimestamp("trained_at").toInstant(),
                row.getBoolean("is_served"));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
