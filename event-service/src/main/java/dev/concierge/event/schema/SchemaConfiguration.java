package dev.concierge.event.schema;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {
    @Bean
    EventSchemas eventSchemas(JdbcClient jdbc, JsonMapper json) {
        return new EventSchemas(jdbc, json);
    }

    @Bean(initMethod = "read")
    KnownSchemas knownSchemas(EventSchemas schemas) {
        return new KnownSchemas(schemas);
    }
}
