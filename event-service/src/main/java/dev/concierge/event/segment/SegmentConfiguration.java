package dev.concierge.event.segment;

import dev.concierge.event.writekey.KnownWriteKeys;
import dev.concierge.platform.problem.ServletProblems;
import dev.concierge.platform.web.StrictJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
    /** Spring Security applies it to the platform's filter chain, whose rules decide then as for every caller. */
    @Bean
    Customizer<HttpSecurity> writeKeyDoor(KnownWriteKeys keys, ServletProblems problems, StrictJson json) {
        return http -> http.addFilterBefore(new WriteKeyFilter(keys, problems, json), AuthorizationFilter.class);
    }
}
