package dev.concierge.bench.outbox;

import dev.concierge.bench.lab.Lab;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that counts up aggregates, publishes each step, and applies what it reads to a table. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BenchApplication {
    static ConfigurableApplicationContext start(Lab lab) {
        Map<String, Object> properties = Map.ofEntries(
                Map.entry("spring.application.name", "bench"),
                Map.entry("spring.datasource.url", lab.databaseUrl()),
                Map.entry("spring.datasource.username", lab.databaseUser()),
                Map.entry("spring.datasource.password", lab.databasePassword()),
                Map.entry("spring.datasource.hikari.maximum-pool-size", 24),
                Map.entry("spring.flyway.enabled", false),
                Map.entry("concierge.kafka.bootstrap", lab.kafka()),
                Map.entry("logging.level.root", "error"));
        return new SpringApplicationBuilder(BenchApplication.class)
                .web(WebApplicationType.NONE)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Topic steps() {
        return Topic.log("steps");
    }

    /** What the bounds and the backlog write to; nobody reads it. */
    @Bean
    Topic bound() {
        return Topic.log("bound");
    }

    @Bean
    Latencies latencies() {
        return new Latencies();
    }

    @Bean
    Subscription appliedSteps(JdbcClient jdbc, Latencies latencies) {
        return new AppliedSteps(jdbc, latencies);
    }

    /** Writes the steps of a batch in one statement, as a real consumer of many messages would. */
    private static final class AppliedSteps implements Subscription {
        private final JdbcClient jdbc;
        private final Latencies latencies;

        private AppliedSteps(JdbcClient jdbc, Latencies latencies) {
            this.jdbc = jdbc;
            this.latencies = latencies;
            jdbc.sql("CREATE TABLE IF NOT EXISTS aggregate (id text PRIMARY KEY, step int NOT NULL)")
                    .update();
            jdbc.sql("CREATE TABLE IF NOT EXISTS applied (id uuid, aggregate text, step int, at bigint)")
                    .update();
        }

        @Override
        public List<String> topics() {
            return List.of("steps");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            List<Step> steps =
                    batch.stream().map(message -> message.as(Step.class)).toList();
            jdbc.sql("INSERT INTO applied (id, aggregate, step, at) "
                            + "SELECT * FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[])")
                    .param(batch.stream()
                            .map(message -> UUID.fromString(message.id()))
                            .toArray(UUID[]::new))
                    .param(batch.stream().map(ReceivedMessage::key).toArray(String[]::new))
                    .param(steps.stream().map(Step::number).toArray(Integer[]::new))
                    .param(steps.stream().map(Step::sentAt).toArray(Long[]::new))
                    .update();
            latencies.afterCommit(steps);
        }
    }
}
