package dev.concierge.search;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DorathySearchConfiguration {
    private static final String ASSISTANT = "assistant:write";

    @Bean
    Access access() {
        return new Access()
                .allow(GET, "/search", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/ops/search", Grant.operator())
                .allow(GET, "/search/similar", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/search/suggestions", Grant.service("search:read"), Grant.operator())
                .allow(POST, "/search/clicks", Grant.service("search:read"), Grant.operator())
                .allow(GET, "/ops/rules", Grant.operator())
                .allow(PUT, "/ops/rules/{rule}", Grant.operator())
                .allow(DELETE, "/ops/rules/{rule}", Grant.operator())
                .allow(POST, "/ops/rules/preview", Grant.operator())
                .allow(GET, "/ops/vocabulary", Grant.operator())
                .allow(PUT, "/ops/vocabulary/synonyms/{word}", Grant.operator())
                .allow(DELETE, "/ops/vocabulary/synonyms/{word}", Grant.operator())
                .allow(PUT, "/ops/vocabulary/stop-words/{word}", Grant.operator())
                .allow(DELETE, "/ops/vocabulary/stop-words/{word}", Grant.operator())
                .allow(GET, "/ops/questions", Grant.operator())
                .allow(POST, "/agent/messages", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}", Grant.service(ASSISTANT))
                .allow(PUT, "/assistant/{userId}", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/memories", Grant.service(ASSISTANT))
                .allow(DELETE, "/assistant/{userId}/memories", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(PUT, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(DELETE, "/assistant/{userId}/memories/{memoryId}", Grant.service(ASSISTANT))
                .allow(GET, "/assistant/{userId}/questions", Grant.service(ASSISTANT));
    }
}
