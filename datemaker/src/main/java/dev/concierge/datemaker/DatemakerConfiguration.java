package dev.concierge.datemaker;

import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@EnableScheduling
@Configuration(proxyBeanMethods = false)
class DatemakerConfiguration {
    private static final String READ = "dating:read";
    private static final String WRITE = "dating:write";

    @Bean
    Access access() {
        return new Access()
                .allow(POST, "/dating/events", client(WRITE), operator())
                .allow(GET, "/dating/events", client(READ), service(READ), guest(), operator())
                .allow(GET, "/dating/events/{event}", client(READ), service(READ), guest(), operator());
    }

    @Bean
    Topic dateEventsTopic() {
        return Topic.log("date-events");
    }
}
