package dev.concierge.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** One pool for each {@link Workload}, all to the same database, behind one data source. */
final class DatabasePools extends AbstractRoutingDataSource {
    private static final String OPTIONS = "options";

    private final CallersConnections requests;
    private final List<HikariDataSource> others;

    /** No target: whoever asks all targets for their health would open a connection of it each time. */
    private final DataSource migrations;

    private DatabasePools(
            HikariDataSource requests,
            List<HikariDataSource> others,
            DataSource migrations,
            Map<Object, Object> pools) {
        this.requests = new CallersConnections(requests);
        this.others = others;
        this.migrations = migrations;
        setTargetDataSources(pools);
        setDefaultTargetDataSource(requests);
        afterPropertiesSet();
    }

    /** @param requests not yet used; it keeps its size and is left to requests */
    static DatabasePools around(HikariDataSource requests, DatabaseSettings settings) {
        return around(requests, settings, "");
    }

    /** @param prefix of the pools' names, where there are several databases */
    static DatabasePools around(HikariDataSource requests, DatabaseSettings settings, String prefix) {
        DataSource migrations = migrations(requests);
        HikariDataSource consumers = pool(
                requests,
                name(prefix, Workload.CONSUMERS),
                settings.consumers().size(),
                settings.consumers().timeout());
        HikariDataSource relay = pool(
                requests,
                name(prefix, Workload.RELAY),
                settings.relay().size(),
                settings.relay().timeout());
        HikariDataSource background = pool(
                requests,
                name(prefix, Workload.BACKGROUND),
                settings.background().size(),
                settings.background().timeout());
        requests.setPoolName(name(prefix, Workload.REQUESTS));
        requests.addDataSourceProperty(OPTIONS, options(requests, settings.requestTimeout()));
        return new DatabasePools(
                requests,
                List.of(consumers, relay, background),
                migrations,
                Map.of(
                        Workload.REQUESTS, requests,
                        Workload.CONSUMERS, consumers,
                        Workload.RELAY, relay,
                        Workload.BACKGROUND, background));
    }

    /** Spring Boot itself measures the pool of the requests. */
    void measure(MeterRegistry meters) {
        others.stream()
                .filter(pool -> pool.getMetricsTrackerFactory() == null)
                .forEach(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters)));
    }

    /** Of those for requests each caller has a share. */
    @Override
    public Connection getConnection() throws SQLException {
        return Workload.current() == Workload.REQUESTS ? requests.open() : super.getConnection();
    }

    @Override
    protected @Nullable Object determineCurrentLookupKey() {
        return Workload.current();
    }

    @Override
    protected DataSource determineTargetDataSource() {
        return Workload.current() == Workload.MIGRATIONS ? migrations : super.determineTargetDataSource();
    }

    /** Spring closes the pool of the requests itself. */
    void close() {
        others.forEach(HikariDataSource::close);
    }

    private static HikariDataSource pool(HikariDataSource model, String name, int size, Duration timeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(model.getJdbcUrl());
        config.setUsername(model.getUsername());
        config.setPassword(model.getPassword());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(model.getConnectionTimeout());
        config.setValidationTimeout(model.getValidationTimeout());
        model.getDataSourceProperties().forEach((key, value) -> config.addDataSourceProperty((String) key, value));
        config.addDataSourceProperty(OPTIONS, options(model, timeout));
        // connections are made when first asked for, as those of the model are
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource();
        config.copyStateTo(pool);
        return pool;
    }

    private static DataSource migrations(HikariDataSource model) {
        Properties properties = new Properties();
        model.getDataSourceProperties().forEach((name, value) -> properties.put(name, value.toString()));
        DriverManagerDataSource unpooled = new DriverManagerDataSource(model.getJdbcUrl(), properties);
        unpooled.setUsername(model.getUsername());
        unpooled.setPassword(model.getPassword());
        return unpooled;
    }

    private static String options(HikariDataSource model, Duration timeout) {
        Object given = model.getDataSourceProperties().get(OPTIONS);
        return (given == null ? "" : given + " ") + "-c statement_timeout=" + timeout.toMillis();
    }

    private static String name(String prefix, Workload workload) {
        return prefix + workload.name().toLowerCase(Locale.ROOT);
    }
}
