package dev.concierge.user.token.key;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs with the keys in this process; the platform verifies with the published ones, without asking over HTTP. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
    @Bean
    JwtEncoder jwtEncoder(KeyRing ring) {
        return new NimbusJwtEncoder((selector, context) -> ring.signing(selector));
    }
}
