package dev.concierge.resource.shard;

import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.testsupport.Infrastructure;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shard in a database of its own, without a service around it. */
public final class LoneShard implements AutoCloseable {
    private final HikariDataSource database = new HikariDataSource();
    private final Shard shard;

    public LoneShard() {
        String name = "lone_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        database.setJdbcUrl(databases.url(name));
        database.setUsername(PostgresDatabases.OWNER);
        database.setPassword(PostgresDatabases.PASSWORD);
        ShardSchema.migrate(database);
        shard = new Shard(
                new ShardId("lone"),
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                _ -> {},
                false);
    }

    public Shard shard() {
        return shard;
    }

    @Override
    public void close() {
        database.close();
    }
}
