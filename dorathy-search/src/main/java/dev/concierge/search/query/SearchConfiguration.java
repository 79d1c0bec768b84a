package dev.concierge.search.query;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchConfiguration {
    @Bean
    SearchesAtOnce searchesAtOnce(SearchSettings settings) {
        return new SearchesAtOnce(settings.places(), settings.patience());
    }
}
