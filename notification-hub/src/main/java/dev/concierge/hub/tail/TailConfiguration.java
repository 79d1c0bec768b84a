package dev.concierge.hub.tail;

import dev.concierge.hub.delivery.DeliveryPod;
import dev.concierge.hub.live.SendLive;
import dev.concierge.hub.tail.ShowTails.EventTailed;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TailConfiguration {
    @Bean
    @DeliveryPod
    Subscription tailSubscription(SendLive live) {
        ShowTails show = new ShowTails(live);
        return TypedSubscription.reading("event-tails")
                .named("tails")
                .on(EventTailed.TYPE, EventTailed.class, show::on)
                .build();
    }
}
