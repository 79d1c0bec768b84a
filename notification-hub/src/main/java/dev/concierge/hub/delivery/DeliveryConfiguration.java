package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.consent.Objections;
import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.delivery.rules.RuleSettings;
import dev.concierge.hub.delivery.suppression.SuppressedAddresses;
import dev.concierge.hub.live.LiveDisconnect;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Traces;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, RuleSettings.class})
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
    EndDelivery endDelivery(
            Notifications notifications,
            Outbox outbox,
            MessageScope scope,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry meters) {
        return new EndDelivery(notifications, outbox, scope, settings.channels(), clock, meters);
    }

    @Bean
    DecideDelivery decideDelivery(RuleSettings settings) {
        return new DecideDelivery(settings);
    }

    @Bean
    DeliveryQueue deliveryQueue(
            JdbcClient jdbc,
            Notifications notifications,
            MeterRegistry meters,
            BackgroundGauges gauges,
            DeliverySettings settings) {
        DeliveryQueue queue = new DeliveryQueue(jdbc, notifications);
        settings.channels()
                .forEach(channel -> Gauge.builder(
                                "hub.notifications.waiting",
                                gauges.keep(() -> queue.waiting(channel)),
                                BackgroundGauges.Value::last)
                        .strongReference(true)
                        .description("Deliveries not yet ended, counted up to 100,000")
                        .tag("channel", channel)
                        .register(meters));
        return queue;
    }

    @Bean
    StoppedChannels stoppedChannels(JdbcClient jdbc) {
        return new StoppedChannels(jdbc);
    }

    @Bean
    @DeliveryPod
    DeliveryLoops deliveryLoops(
            List<Channel> channels,
            DeliveryQueue queue,
            Contacts contacts,
            Objections objections,
            SuppressedAddresses addresses,
            Notifications notifications,
            DecideDelivery rules,
            EndDelivery deliveries,
            TransactionTemplate transaction,
            DeliverySettings settings,
            Clock clock) {
        Set<String> built = channels.stream().map(Channel::name).collect(Collectors.toSet());
        if (!built.containsAll(settings.channels())) {
            throw new IllegalArgumentException(
                    "CONCIERGE_NOTIFICATION_CHANNELS: " + settings.channels() + " (expected: some of " + built + ")");
        }
        return new DeliveryLoops(channels.stream()
                .filter(channel -> settings.channels().contains(channel.name()))
                .<Supplier<DeliverDue>>map(channel -> () -> new DeliverDue(
                        channel,
                        queue,
                        contacts,
                        objections,
                        addresses,
                        notifications,
                        rules,
                        deliveries,
                        transaction,
                        settings,
                        clock))
                .toList());
    }

    @Bean
    @DeliveryPod
    TakeNotification takeNotification(
            Notifications notifications,
            EndDelivery deliveries,
            DeliveryLoops loops,
            DeliverySettings settings,
            Traces traces,
            Clock clock) {
        return new TakeNotification(notifications, deliveries, loops, settings.channels(), traces, clock);
    }

    @Bean
    PersonalData objectionsOfGuests(Objections objections) {
        return objections::purge;
    }

    /** Nothing more is shown to a guest who was erased, whatever their token says until it ends. */
    @Bean
    @DeliveryPod
    PersonalData socketsOfGuests(SendLive live, Ids ids) {
        return userId -> live.disconnect(ids.next(), new LiveDisconnect(userId, LiveDisconnect.Kind.GUEST, null, null));
    }

    @Bean
    @DeliveryPod
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
