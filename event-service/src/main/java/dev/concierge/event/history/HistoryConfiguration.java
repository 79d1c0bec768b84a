package dev.concierge.event.history;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(HistorySettings.class)
class HistoryConfiguration {
    @Bean
    History history(JdbcTemplate template, JsonMapper mapper) {
        return new History(template, mapper);
    }

    @Bean
    HistoryAnswers historyAnswers(JdbcTemplate template) {
        return new HistoryAnswers(template);
    }

    @Bean
    EventIds eventIds(JdbcClient jdbc) {
        return new EventIds(jdbc);
    }

    @Bean
    AwaitEvent awaitEvent(EventIds ids) {
        return new AwaitEvent(ids);
    }

    @Bean
    ForgetOldEvents forgetOldEvents(History history, EventIds ids, Clock clock, HistorySettings settings) {
        return new ForgetOldEvents(history, ids, clock, settings);
    }
}
