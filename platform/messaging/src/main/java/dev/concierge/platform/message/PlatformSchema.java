package dev.concierge.platform.message;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of outbox, consumers, effects and idempotency: schema {@code platform}, with a history of its own. */
public final class PlatformSchema {
    private static final String SCHEMA = "platform";

    public PlatformSchema(DataSource dataSource) {
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
