package dev.concierge.platform.kafka;

import dev.concierge.platform.problem.ProblemRule;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(RetriableException.class)
class BrokerProblemAutoConfiguration {
    @Bean
    ProblemRule brokerRule() {
        return new BrokerRule();
    }
}
