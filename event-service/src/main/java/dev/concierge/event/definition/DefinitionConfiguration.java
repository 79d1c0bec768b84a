package dev.concierge.event.definition;

import dev.concierge.platform.outbox.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DefinitionConfiguration {
    @Bean
    Definitions definitions(JdbcClient jdbc, JsonMapper mapper) {
        return new Definitions(jdbc, mapper);
    }

    @Bean
    ListeningVersion listeningVersion(JdbcClient jdbc) {
        return new ListeningVersion(jdbc);
    }

    @Bean
    ListeningJourneys listeningJourneys(Definitions definitions, ListeningVersion version, Outbox outbox) {
        return new ListeningJourneys(definitions, version, outbox);
    }
}
