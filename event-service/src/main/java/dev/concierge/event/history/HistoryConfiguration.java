package dev.concierge.event.history;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(HistorySettings.class)
class HistoryConfiguration {
    @Bean
    History history(JdbcClient jdbc, Clock clock) {
        return new History(jdbc, clock);
    }

    @Bean
    AppendOccurrences appendOccurrences(JdbcTemplate template, Clock clock, HistorySettings settings) {
        return new AppendOccurrences(template, clock, settings.idsKept());
    }

    @Bean
    HistoryAnswers historyAnswers(JdbcTemplate template) {
        return new HistoryAnswers(template);
    }

    @Bean
    ScanHistory scanHistory(JdbcClient jdbc) {
        return new ScanHistory(jdbc);
    }

    @Bean
    AwaitEvent awaitEvent(History history) {
        return new AwaitEvent(history::contains);
    }

    @Bean(initMethod = "prepare")
    ForgetOldEvents forgetOldEvents(
            History history, JdbcClient jdbc, TransactionTemplate transaction, Clock clock, HistorySettings settings) {
        return new ForgetOldEvents(history, new KeepMonths(jdbc, transaction), clock, settings);
    }
}
