package dev.concierge.user.user;

import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContactSettings.class)
class UserConfiguration {
    @Bean
    ContactRules contactRules(ContactSettings settings) {
        return new ContactRules(settings);
    }

    @Bean
    JavaMigration v4EmailKeys() {
        return new V4__email_keys();
    }

    @Bean
    JavaMigration v8GuestShards() {
        return new V8__guest_shards();
    }
}
