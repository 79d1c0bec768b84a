package dev.concierge.platform.sample;

import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SampleController.class, FailureController.class})
class SampleApplication {
    @Bean
    Access access() {
        Grant reader = Grant.client("samples:read");
        return new Access()
                .open(HttpMethod.GET, "/open")
                .allow(HttpMethod.GET, "/samples", reader)
                .allow(HttpMethod.GET, "/samples/of/{owner}", reader)
                .allow(HttpMethod.POST, "/samples", reader)
                .allow(HttpMethod.GET, "/samples/{id}", reader, Grant.operator(), Grant.guestNamed("id"))
                .allow(HttpMethod.GET, "/samples/special", Grant.operator())
                .allow(HttpMethod.GET, "/numbers/{number}", reader)
                .allow(HttpMethod.GET, "/times", reader)
                .allow(HttpMethod.PUT, "/caller", reader)
                .allow(HttpMethod.GET, "/failures/{kind}", reader)
                .allow(HttpMethod.GET, "/listed-only", reader)
                .honouringBusinesses()
                .allow(
                        HttpMethod.GET,
                        "/caller",
                        reader,
                        Grant.service("samples:read"),
                        Grant.operator(),
                        Grant.guest());
    }
}
