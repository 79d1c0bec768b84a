package dev.concierge.user.token;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IssuerSettings.class)
class TokenConfiguration {
    @Bean
    IssueLimit issueLimit() {
        return new IssueLimit(Math.max(1, Runtime.getRuntime().availableProcessors()), 64, Duration.ofSeconds(2));
    }
}
