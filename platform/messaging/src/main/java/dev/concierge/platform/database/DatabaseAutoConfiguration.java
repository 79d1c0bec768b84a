package dev.concierge.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Divides the data source that Spring Boot makes among the workloads. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass({HikariDataSource.class, Flyway.class})
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseAutoConfiguration {
    @Bean
    static DividedDataSource dividedDataSource(Environment environment) {
        return new DividedDataSource(environment);
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    MeterBinder poolMeters(DataSource dataSource) {
        return (MeterRegistry meters) -> {
            if (dataSource instanceof DatabasePools pools) {
                pools.measure(meters);
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy migrationStrategy() {
        return flyway -> Workload.MIGRATIONS.run(flyway::migrate);
    }

    @Bean
    FurtherDatabases furtherDatabases(Environment environment) {
        return new FurtherDatabases(environment);
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    BackgroundGauges backgroundGauges() {
        return new BackgroundGauges();
    }
}
