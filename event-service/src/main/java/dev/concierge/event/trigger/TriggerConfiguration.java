package dev.concierge.event.trigger;

import dev.concierge.event.definition.Definitions;
import dev.concierge.event.definition.ListeningVersion;
import dev.concierge.event.history.HistoryAnswers;
import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TriggerConfiguration {
    @Bean
    ChangeTriggers changeTriggers(Triggers triggers, ListeningVersion listening) {
        return new ChangeTriggers(triggers, listening);
    }

    @Bean
    Firings firings(JdbcClient jdbc) {
        return new Firings(jdbc);
    }

    @Bean
    MatchOccurrences matchOccurrences(
            ListeningVersion version,
            Definitions definitions,
            Triggers triggers,
            HistoryAnswers history,
            Firings firings) {
        return new MatchOccurrences(
                new CurrentListening(version, definitions, triggers), new CheckConditions(history, firings));
    }

    @Bean
    Topic journeyTriggers() {
        return Topic.log("journey-triggers");
    }
}
