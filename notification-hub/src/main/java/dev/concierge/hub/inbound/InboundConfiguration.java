package dev.concierge.hub.inbound;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.message.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {
    @Bean
    SendResourceUpdate sendResourceUpdate(Idempotency idempotency, SendLive live, Ids ids) {
        return new SendResourceUpdate(idempotency, live, ids);
    }
}
