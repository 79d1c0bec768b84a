package dev.concierge.hub.delivery.inbox;

import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.template.WriteMessage;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {
    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    ChangeInbox changeInbox(Inbox inbox, SendLive live, TransactionTemplate transaction, Ids ids, Clock clock) {
        return new ChangeInbox(inbox, live, transaction, ids, clock);
    }

    @Bean
    Channel inboxChannel(WriteMessage words, ChangeInbox inbox) {
        return new KeepInInbox(words, inbox);
    }
}
