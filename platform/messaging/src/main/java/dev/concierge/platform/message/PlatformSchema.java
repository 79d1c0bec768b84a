package dev.concierge.platform.message;

import dev.concierge.platform.database.Workload;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of outbox, consumers, effects and idempotency: schema {@code platform}, with a history of its own. */
public final class PlatformSchema {
    private static final String SCHEMA = "platform";

    public PlatformSchema(DataSource dataSource) {
        Workload.MIGRATIONS.run(() -> migrate(dataSource));
    }

    private static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .table("schema_history")
                .locations("classpath:db/platform")
                .load()
                .migrate();
    }
}
