package dev.concierge.platform.outbox;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.testsupport.Infrastructure;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that has the platform's tables and nothing in them. */
final class EmptyDatabase {
    private EmptyDatabase() {}

    static DataSource create() {
        String name = "outbox_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        DataSource database =
                new DriverManagerDataSource(databases.url(name), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
        new PlatformSchema(database);
        return database;
    }
}
