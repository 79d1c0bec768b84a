package dev.concierge.journey.run.store;

import dev.concierge.journey.JourneySettings;
import dev.concierge.platform.database.FurtherDatabases;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where lists and timelines are read: a streaming replica where the settings name one, else the database itself. What it
 * shows may be as far behind as the replica is; a run that is asked for by its id is read where it was written.
 */
@Component
class Replica {
    private final JdbcClient jdbc;

    Replica(JdbcClient own, FurtherDatabases databases, JdbcConnectionDetails login, JourneySettings settings) {
        this.jdbc = settings.readUrl().isEmpty()
                ? own
                : JdbcClient.create(databases.open(
                        "replica",
                        settings.readUrl(),
                        String.valueOf(login.getUsername()),
                        String.valueOf(login.getPassword())));
    }

    JdbcClient jdbc() {
        return jdbc;
    }
}
