package dev.concierge.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Puts the pools of all workloads in the place of Spring Boot's data source, and ends them with it. */
final class DividedDataSource implements DestructionAwareBeanPostProcessor {
    private final Environment environment;

    private @Nullable DatabasePools pools;

    DividedDataSource(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!isTheDataSource(bean, name)) {
            return bean;
        }
        // bound here: post-processors come before beans of settings
        DatabaseSettings settings = Binder.get(environment).bindOrCreate("concierge.database", DatabaseSettings.class);
        DatabasePools divided = DatabasePools.around((HikariDataSource) bean, settings);
        pools = divided;
        return divided;
    }

    /** Of the bean as Spring Boot made it: what took its place is unknown to Spring. */
    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        if (pools != null && isTheDataSource(bean, name)) {
            pools.close();
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof HikariDataSource;
    }

    private static boolean isTheDataSource(Object bean, String name) {
        return bean instanceof HikariDataSource && name.equals("dataSource");
    }
}
