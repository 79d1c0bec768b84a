package dev.concierge.curator.search;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchConfiguration {
    @Bean
    SearchBudgets searchBudgets(SearchSettings settings) {
        return new SearchBudgets(settings);
    }
}
