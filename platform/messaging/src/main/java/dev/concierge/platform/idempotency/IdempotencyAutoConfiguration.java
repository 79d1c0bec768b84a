package dev.concierge.platform.idempotency;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.PlatformSchema;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class IdempotencyAutoConfiguration {
    @Bean
    Idempotency idempotency(JdbcClient jdbc, TransactionTemplate transaction, MessageJson json, MeterRegistry meters) {
        return new JdbcIdempotency(jdbc, transaction, json, new IdempotencyMetrics(meters));
    }
}
