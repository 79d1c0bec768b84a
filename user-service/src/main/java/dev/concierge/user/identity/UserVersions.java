package dev.concierge.user.identity;

import java.util.Collection;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
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

    /** Locks those who are there until the transaction ends, in one order for all who lock several. */
    public void lock(Collection<UserId> ids) {
        jdbc.sql("SELECT user_id FROM users WHERE user_id = ANY (?) ORDER BY user_id FOR NO KEY UPDATE")
                .param(new SqlArrayValue("uuid", ids.stream().map(UserId::value).toArray()))
                .query((_, _) -> true)
                .list();
    }

    /** Locks one until the transaction ends, so that of two who change something the second sees what the first left; false: gone. */
    public boolean lock(UserId id) {
        return jdbc.sql("SELECT true FROM users WHERE user_id = ? FOR NO KEY UPDATE")
                .param(id.value())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    public boolean isKnown(UserId id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM users WHERE user_id = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }
}
