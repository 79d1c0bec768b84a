package dev.concierge.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Opens databases beside the service's own, each divided among the workloads like that one, and closes them with it. */
public final class FurtherDatabases implements AutoCloseable {
    private final Environment environment;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    FurtherDatabases(Environment environment) {
        this.environment = environment;
    }

    /**
     * Connects to nothing yet.
     *
     * @param name of its pools
     */
    public DataSource open(String name, String url, String user, String password) {
        Binder binder = Binder.get(environment);
        HikariDataSource requests = new HikariDataSource();
        binder.bind("spring.datasource.hikari", Bindable.ofInstance(requests));
        requests.setJdbcUrl(url);
        requests.setUsername(user);
        requests.setPassword(password);
        requests.setInitializationFailTimeout(-1);
        DatabasePools pools = DatabasePools.around(
                requests, binder.bindOrCreate("concierge.database", DatabaseSettings.class), name + "-");
        opened.add(requests);
        opened.add(pools::close);
        return pools;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable database : opened) {
            database.close();
        }
    }
}
