package dev.concierge.search;

import static org.springframework.http.HttpMethod.GET;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DorathySearchConfiguration {
    @Bean
    Access access() {
        return new Access()
                .allow(GET, "/search", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/search/suggestions", Grant.service("search:read"), Grant.operator());
    }
}
