package dev.concierge.platform.problem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;

@AutoConfiguration
@ConditionalOnWebApplication
public class ProblemAutoConfiguration {
    @Bean
    Problems problems(ObjectProvider<ProblemRule> rules) {
        return new Problems(rules.orderedStream().toList());
    }

    @Bean
    @Order(0)
    ProblemRule validationRule() {
        return new ValidationRule();
    }

    @Bean
    @Order(1)
    ProblemRule bodyRule() {
        return new BodyRule();
    }

    @Bean
    @Order(2)
    ProblemRule parameterRule() {
        return new ParameterRule();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataAccessException.class)
    static class Database {
        @Bean
        ProblemRule databaseRule() {
            return new DatabaseRule();
        }
    }
}
