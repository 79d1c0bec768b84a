package dev.concierge.platform.kafka;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.ProducerListener;

/** Boot makes the clients; here is what of them is the fleet's own. */
@AutoConfiguration(beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(KafkaSettings.class)
class KafkaSettingsAutoConfiguration {
    @Bean
    TopicPrefix topicPrefix(KafkaSettings settings) {
        return new TopicPrefix(settings.topicPrefix());
    }

    @Bean
    static BeanPostProcessor kafkaSettingsIntoSpringKafka(ObjectProvider<KafkaSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof KafkaProperties kafka) {
                    settings.getObject().applyTo(kafka);
                }
                return bean;
            }
        };
    }

    /** Instead of the one that logs key and value of what was not sent. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }
}
