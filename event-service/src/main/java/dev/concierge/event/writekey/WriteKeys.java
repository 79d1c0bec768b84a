package dev.concierge.event.writekey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

final class WriteKeys {
    private final JdbcClient jdbc;

    WriteKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(WriteKey key, String digest) {
        jdbc.sql("INSERT INTO write_keys (key_id, name, digest, made_at, made_by) VALUES (?, ?, ?, ?, ?)")
                .params(key.keyId(), key.name(), digest, key.madeAt().atOffset(ZoneOffset.UTC), key.madeBy())
                .update();
    }

    /** One more than the limit when there are more, by id. */
    List<WriteKey> list(UUID after, int limit) {
        return jdbc.sql("SELECT * FROM write_keys WHERE key_id > ? ORDER BY key_id LIMIT ?")
                .params(after, limit + 1)
                .query(WriteKeys::key)
                .list();
    }

    boolean remove(UUID keyId) {
        return jdbc.sql("DELETE FROM write_keys WHERE key_id = ?").param(keyId).update() > 0;
    }

    /** Every key's name by its digest. */
    Map<String, String> names() {
        return jdbc
                .sql("SELECT digest, name FROM write_keys")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static WriteKey key(ResultSet row, int number) throws SQLException {
        return new WriteKey(
                row.getObject("key_id", UUID.class),
                row.getString("name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by"));
    }
}
