package dev.concierge.event.trigger;

import dev.concierge.event.definition.Definitions;
import dev.concierge.event.definition.ListeningVersion;
import dev.concierge.event.history.HistoryAnswers;
import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TriggerConfiguration {
    @Bean
    Triggers triggers(JdbcClient jdbc, ListeningVersion version, JsonMapper mapper) {
        return new Triggers(jdbc, version, mapper);
    }

    @Bean
    ChangeTriggers changeTriggers(Triggers triggers) {
        return new ChangeTriggers(triggers);
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
