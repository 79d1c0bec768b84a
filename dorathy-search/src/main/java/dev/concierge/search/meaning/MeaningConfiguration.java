package dev.concierge.search.meaning;

import dev.concierge.search.engine.SearchEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeaningSettings.class)
class MeaningConfiguration {
    @Bean
    Meanings meanings() {
        return new Meanings();
    }

    @Bean
    @ConditionalOnProperty(name = "concierge.search.meaning.model", havingValue = "bge-small-en")
    FollowMeaning followMeaning(SearchEngine engine, Meanings meanings, JsonMapper json, MeterRegistry meters) {
        Gauge.builder("search.meanings.pending", engine, SearchEngine::countWithoutMeaning)
                .description("Documents that can be found by their words and not yet by their meaning")
                .register(meters);
        return new FollowMeaning(engine, meanings, () -> BgeSmallEnglish.load(json));
    }
}
