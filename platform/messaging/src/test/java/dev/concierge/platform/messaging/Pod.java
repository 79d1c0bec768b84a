package dev.concierge.platform.messaging;

import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.consumer.StreamProgress;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** One running copy of a service that has nothing but the platform's messaging in it. */
final class Pod implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Pod(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Builder of(Environment environment) {
        return new Builder(environment);
    }

    Outbox outbox() {
        return context.getBean(Outbox.class);
    }

    Effects effects() {
        return context.getBean(Effects.class);
    }

    Idempotency idempotency() {
        return context.getBean(Idempotency.class);
    }

    Topics topics() {
        return context.getBean(Topics.class);
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    TransactionTemplate transaction() {
        return context.getBean(TransactionTemplate.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Appends one message in a transaction of its own. */
    void append(String topic, String key, Object data) {
        transaction().executeWithoutResult(_ -> outbox().append(topic, key, "thing.happened", data));
    }

    /** The value of a counter summed over its tags; 0 when nothing was counted. */
    double count(String meter) {
        return context.getBean(MeterRegistry.class).find(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** The value of a gauge summed over its tags; 0 when there is none. */
    double gauge(String meter) {
        return context.getBean(MeterRegistry.class).find(meter).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    /** Stops all that runs and starts it anew, as a pause of the context does. */
    void restart() {
        context.stop();
        context.start();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Where a pod's database and topics are. */
    record Environment(String jdbcUrl, String user, String password, String kafka, String prefix) {
        /** The database as somebody sees it who runs no pod. */
        JdbcClient jdbc() {
            return JdbcClient.create(new DriverManagerDataSource(jdbcUrl, user, password));
        }
    }

    static final class Builder {
        private final Environment environment;
        private final List<Object> beans = new ArrayList<>();
        private final Map<String, Object> properties = new HashMap<>();
        private @Nullable Function<JdbcClient, Subscription> subscription;
        private @Nullable Function<JdbcClient, PartitionWork> work;
        private boolean entities;

        private Builder(Environment environment) {
            this.environment = environment;
        }

        /** A subscription that needs the pod's own database. */
        Builder subscribing(Function<JdbcClient, Subscription> subscription) {
            this.subscription = subscription;
            return this;
        }

        /** Work that needs the pod's own database. */
        Builder working(Function<JdbcClient, PartitionWork> work) {
            this.work = work;
            return this;
        }

        Builder with(PartitionWork work) {
            beans.add(work);
            return this;
        }

        Builder with(StreamProgress listener) {
            beans.add(listener);
            return this;
        }

        Builder with(EffectHandler<?> handler) {
            beans.add(handler);
            return this;
        }

        Builder with(BeanPostProcessor processor) {
            beans.add(processor);
            return this;
        }

        /** Writes through Hibernate too. */
        Builder withEntities() {
            entities = true;
            return this;
        }

        Builder owning(Topic topic) {
            beans.add(topic);
            return this;
        }

        Builder set(String property, Object value) {
            properties.put(property, value);
            return this;
        }

        Pod start() {
            properties.put("spring.application.name", "pod");
            properties.put("spring.datasource.url", environment.jdbcUrl());
            properties.put("spring.datasource.username", environment.user());
            properties.put("spring.datasource.password", environment.password());
            properties.put("spring.datasource.hikari.maximum-pool-size", 4);
            properties.put("spring.flyway.enabled", false);
            properties.put("spring.data.jpa.repositories.enabled", false);
            if (!entities) {
                properties.put("spring.autoconfigure.exclude", HibernateJpaAutoConfiguration.class.getName());
            }
            properties.put("spring.main.banner-mode", "off");
            properties.put("logging.level.root", "warn");
            properties.put("concierge.kafka.bootstrap", environment.kafka());
            properties.put("concierge.kafka.topic-prefix", environment.prefix());
            return new Pod(new SpringApplicationBuilder(PodApplication.class)
                    .web(WebApplicationType.NONE)
                    .initializers(context -> register((GenericApplicationContext) context))
                    .run(properties.entrySet().stream()
                            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                            .toArray(String[]::new)));
        }

        private void register(GenericApplicationContext context) {
            if (subscription != null) {
                Function<JdbcClient, Subscription> factory = subscription;
                context.registerBean(Subscription.class, () -> factory.apply(context.getBean(JdbcClient.class)));
            }
            if (work != null) {
                Function<JdbcClient, PartitionWork> factory = work;
                context.registerBean(PartitionWork.class, () -> factory.apply(context.getBean(JdbcClient.class)));
            }
            for (int i = 0; i < beans.size(); i++) {
                registerBean(context, "bean" + i, beans.get(i));
            }
        }

        @SuppressWarnings("unchecked")
        private static <T> void registerBean(GenericApplicationContext context, String name, T bean) {
            context.registerBean(name, (Class<T>) bean.getClass(), () -> bean);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class PodApplication {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        PrometheusMeterRegistry meters() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
    }
}
