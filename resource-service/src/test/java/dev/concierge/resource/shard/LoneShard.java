package dev.concierge.resource.shard;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.testsupport.Infrastructure;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shard in a database of its own, without a service around it. */
public final class LoneShard {
    private LoneShard() {}

    public static Shard create() {
        String name = "lone_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        DataSource database = DataSourceBuilder.create()
                .url(databases.url(name))
                .username(PostgresDatabases.OWNER)
                .password(PostgresDatabases.PASSWORD)
                .build();
        ShardSchema.migrate(database);
        return new Shard(
                new ShardId("lone"),
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                _ -> {},
                false);
    }
}
