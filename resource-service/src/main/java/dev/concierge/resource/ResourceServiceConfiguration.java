package dev.concierge.resource;

import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.platform.security.Access;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResourceServiceConfiguration {
    private static final String READ = "resources:read";
    private static final String WRITE = "resources:write";

    @Bean
    Access access() {
        return new Access()
                .open(GET, "/api")
                .allow(POST, "/businesses", client(WRITE), operator())
                .allow(GET, "/businesses", client(READ), service(READ), operator())
                .allow(GET, "/businesses/{business}", client(READ), service(READ), operator())
                .allow(POST, "/businesses/{business}/locations", client(WRITE), operator())
                .allow(GET, "/businesses/{business}/locations", client(READ), service(READ), operator())
                .allow(GET, "/businesses/{business}/locations/{location}", client(READ), service(READ), operator());
    }
}
