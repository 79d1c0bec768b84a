package dev.concierge.event.definition;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the changes of what is listened to, so that every pod knows by one cheap read whether its snapshot is the
 * latest. A batch reads it after its messages were polled: whatever happened after a version was armed is polled
 * later still, and so is never matched with an older one.
 */
public final class ListeningVersion {
    private final JdbcClient jdbc;

    ListeningVersion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long current() {
        return jdbc.sql("SELECT version FROM listening_version")
                .query(Long.class)
                .single();
    }

    /** Called in the transaction of the change, after it. */
    public void raise() {
        jdbc.sql("UPDATE listening_version SET version = version + 1").update();
    }
}
