package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
    @Bean
    Topic receiptsTopic() {
        return Topic.log(Receipt.TOPIC);
    }

    @Bean
    Notifications notifications(JdbcClient jdbc, JsonMapper json) {
        return new Notifications(jdbc, json);
    }

    @Bean
    EndDelivery endDelivery(Notifications notifications, Outbox outbox, Clock clock, MeterRegistry meters) {
        return new EndDelivery(notifications, outbox, clock, meters);
    }

    @Bean
    TakeNotification takeNotification(
            Notifications notifications, EndDelivery deliveries, Effects effects, SendLive live, Clock clock) {
        return new TakeNotification(notifications, deliveries, effects, live, clock);
    }

    @Bean
    Subscription deliverySubscription(TakeNotification taking, Contacts contacts, List<PersonalData> stores) {
        ChangedGuests changed = new ChangedGuests(contacts, stores);
        return TypedSubscription.reading("notifications", "users")
                .erasedBy("user.deleted")
                .on("notification.requested", NotificationRequested.class, taking::on)
                .on("user.updated", GuestChanged.class, changed::on)
                .on("user.preferences-updated", GuestChanged.class, changed::on)
                .on("user.deleted", GuestChanged.class, changed::onDeleted)
                .build();
    }
}
