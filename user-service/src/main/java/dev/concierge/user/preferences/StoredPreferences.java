package dev.concierge.user.preferences;

import dev.concierge.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The preferences of all guests. */
@Repository
public class StoredPreferences {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    StoredPreferences(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps those of a new guest. */
    public void add(UserId id, Preferences preferences) {
        jdbc.sql("INSERT INTO preferences (user_id, version, preferences) VALUES (?, 0, ?::jsonb)")
                .param(id.value())
                .param(json.writeValueAsString(preferences))
                .update();
    }

    /** Those of several guests; nothing for a guest who is not there. */
    public Map<UserId, Preferences> findAll(Collection<UserId> ids) {
        Map<UserId, Preferences> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT user_id, preferences FROM preferences WHERE user_id IN (:ids)")
                    .param("ids", ids.stream().map(UserId::value).toList())
                    .query((row, number) -> found.put(
                            new UserId(row.getObject("user_id", UUID.class)), read(row.getString("preferences"))))
                    .list();
        }
        return found;
    }

    Optional<Versioned> find(UserId id) {
        return jdbc.sql("SELECT version, preferences FROM preferences WHERE user_id = ?")
                .param(id.value())
                .query((row, number) -> new Versioned(row.getLong("version"), read(row.getString("preferences"))))
                .optional();
    }

    void replace(UserId id, Versioned preferences) {
        jdbc.sql("UPDATE preferences SET version = ?, preferences = ?::jsonb WHERE user_id = ?")
                .param(preferences.version())
                .param(json.writeValueAsString(preferences.preferences()))
                .param(id.value())
                .update();
    }

    private Preferences read(String text) {
        return json.readValue(text, Preferences.class);
    }

    /** Preferences and the guest's version at which they last changed. */
    record Versioned(long version, Preferences preferences) {}
}
