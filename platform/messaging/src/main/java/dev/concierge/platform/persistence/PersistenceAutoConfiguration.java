package dev.concierge.platform.persistence;

import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import tools.jackson.databind.json.JsonMapper;

/** What a service with entities gets; its settings stand in {@code concierge-defaults.yaml}. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration"
        })
@ConditionalOnClass({
    HibernatePropertiesCustomizer.class,
    HibernateJpaVendorAdapter.class,
    Jackson3JsonFormatMapper.class
})
class PersistenceAutoConfiguration {
    @Bean
    FlushFirst flushFirst() {
        return new FlushFirst();
    }

    /** As Boot's manager without JPA allows them; {@link FlushFirst} makes savepoints hold for entities. */
    @Bean
    TransactionManagerCustomizer<JpaTransactionManager> nestedTransactions() {
        return manager -> manager.setNestedTransactionAllowed(true);
    }

    /** Hibernate's own mapper writes times as numbers. */
    @Bean
    HibernatePropertiesCustomizer storedJson(JsonMapper mapper) {
        return properties -> properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(mapper));
    }

    @Bean
    static BeanPostProcessor savepointDialect() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AbstractEntityManagerFactoryBean factory) {
                    factory.setJpaDialect(new SavepointDialect());
                }
                return bean;
            }
        };
    }
}
