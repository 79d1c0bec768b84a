package dev.concierge.user;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The version of each guest: one counter for details, preferences and profile, so that whoever keeps a copy needs
 * one guard. Taking the next version locks the guest's row, which makes the order of versions the order of commits.
 */
@Repository
public class UserVersions {
    private final JdbcClient jdbc;

    UserVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts up in the transaction under way; empty when the guest is gone. */
    public OptionalLong next(UserId id) {
        return jdbc.sql("UPDATE users SET version = version + 1 WHERE user_id = ? RETURNING version")
                .param(id.value())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    public boolean isKnown(UserId id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM users WHERE user_id = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }
}
