package dev.concierge.resource.shard;

import dev.concierge.platform.database.Workload;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tenants' tables of one database: schema {@code tenant}, with a history of its own. */
final class ShardSchema {
    private ShardSchema() {}

    static void migrate(DataSource database) {
        Flyway tenant = Flyway.configure()
                .dataSource(database)
                .schemas("tenant")
                .defaultSchema("tenant")
                .table("schema_history")
                .locations("classpath:db/shard")
                .load();
        Workload.MIGRATIONS.run(tenant::migrate);
    }
}
