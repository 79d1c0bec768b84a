package dev.concierge.event.writekey;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WriteKeyConfiguration {
    @Bean
    KnownWriteKeys knownWriteKeys(WriteKeys keys) {
        return new KnownWriteKeys(keys::all);
    }
}
