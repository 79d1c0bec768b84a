package dev.concierge.curator.training;

import dev.concierge.curator.interaction.Interactions;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class TrainingConfiguration {
    @Bean
    Models models(JdbcClient jdbc, JsonMapper json) {
        return new Models(jdbc, json);
    }

    @Bean
    TrainModel trainModel(Interactions interactions, Models models, Ids ids, Clock clock, ModelSettings settings) {
        return new TrainModel(interactions, models, ids, clock, settings.commit());
    }
}
