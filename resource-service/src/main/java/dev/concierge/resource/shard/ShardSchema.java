package dev.concierge.resource.shard;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tenants' tables of one database: schema {@code tenant}, with a history of its own. */
final class ShardSchema {
    private ShardSchema() {}

    static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("tenant")
                .defaultSchema("tenant")
                .table("schema_history")
                .locations("classpath:db/shard")
                .load()
                .migrate();
    }
}
