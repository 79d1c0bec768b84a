package dev.concierge.platform.effect;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
@EnableConfigurationProperties(EffectSettings.class)
class EffectAutoConfiguration {
    @Bean
    EffectRows effectRows(JdbcClient jdbc) {
        return new EffectRows(jdbc);
    }

    /** Handlers may themselves ask for effects, so the workers are looked up when a transaction has committed. */
    @Bean
    Effects effects(EffectRows rows, MessageJson json, Traces traces, ObjectProvider<EffectWorkers> workers) {
        return new Effects(rows, json, traces, () -> workers.getObject().wake());
    }

    @Bean
    EffectWorkers effectWorkers(
            ObjectProvider<EffectHandler<?>> handlers,
            EffectRows rows,
            TransactionTemplate transaction,
            MessageJson json,
            MessageScope scope,
            EffectSettings settings,
            MeterRegistry meters,
            BackgroundGauges gauges) {
        return new EffectWorkers(handlers.stream().toList(), rows, transaction, json, scope, settings, meters, gauges);
    }
}
