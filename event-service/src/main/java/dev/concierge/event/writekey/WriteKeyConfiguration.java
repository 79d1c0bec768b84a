package dev.concierge.event.writekey;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class WriteKeyConfiguration {
    @Bean
    WriteKeys writeKeys(JdbcClient jdbc) {
        return new WriteKeys(jdbc);
    }

    @Bean
    KnownWriteKeys knownWriteKeys(WriteKeys keys) {
        return new KnownWriteKeys(keys);
    }
}
