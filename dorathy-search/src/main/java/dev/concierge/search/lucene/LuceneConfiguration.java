package dev.concierge.search.lucene;

import dev.concierge.search.engine.SearchEngine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexSettings.class)
class LuceneConfiguration {
    @Bean
    OlderIndexes olderIndexes(IndexSettings settings) {
        return new OlderIndexes(settings.dir());
    }

    @Bean
    SearchEngine searchEngine(
            IndexSettings settings,
            OlderIndexes older,
            @Value("${concierge.search.meaning.model}") String model,
            JsonMapper json,
            MeterRegistry meters)
            throws IOException {
        QueryLimits limits = new QueryLimits(settings.queryWords(), settings.queryTime(), meters);
        return LuceneEngine.open(older.current(), limits, json, !model.equals("none"));
    }
}
