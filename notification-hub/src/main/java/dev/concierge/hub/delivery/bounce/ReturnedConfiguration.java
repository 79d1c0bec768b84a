package dev.concierge.hub.delivery.bounce;

import dev.concierge.hub.delivery.DeliveryPod;
import dev.concierge.hub.delivery.Notifications;
import dev.concierge.hub.delivery.consent.ChangeConsent;
import dev.concierge.hub.delivery.email.MailIds;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxSettings.class)
class ReturnedConfiguration {
    @Bean
    TakeReturned takeReturned(Notifications notifications, ChangeConsent consents) {
        return new TakeReturned(notifications, consents);
    }

    @Bean
    @ConditionalOnExpression("!'${concierge.hub.webhooks.mail-secret:}'.isBlank()")
    WebhookSignature mailWebhooks(@Value("${concierge.hub.webhooks.mail-secret}") String secret, Clock clock) {
        return new WebhookSignature(secret, clock);
    }

    @Bean
    @DeliveryPod
    @ConditionalOnExpression("!'${concierge.hub.bounces.host:}'.isBlank()")
    WatchMailbox watchMailbox(MailboxSettings settings, MailIds ids, TakeReturned taking) {
        return new WatchMailbox(new ReadMailbox(settings, ids, taking::take), settings);
    }
}
