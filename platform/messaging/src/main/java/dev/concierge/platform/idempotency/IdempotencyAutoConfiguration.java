package dev.concierge.platform.idempotency;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.PlatformSchema;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class IdempotencyAutoConfiguration {
    @Bean
    Idempotency idempotency(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MessageJson json,
            MeterRegistry meters,
            ObjectProvider<OperationUnderWay> operation) {
        return new Idempotency(
                jdbc, transaction, json, new IdempotencyMetrics(meters), operation.getIfAvailable(() -> () -> ""));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class OnServlet {
        @Bean
        OperationUnderWay operationUnderWay() {
            return new RequestedOperation();
        }
    }
}
