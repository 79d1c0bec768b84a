package dev.concierge.hub.inbound;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {
    @Bean
    SendResourceUpdate sendResourceUpdate(
            Idempotency idempotency, TransactionTemplate transaction, SendLive live, Ids ids) {
        return new SendResourceUpdate(idempotency, transaction, live, ids);
    }
}
