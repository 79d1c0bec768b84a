package dev.concierge.hub.business;

import dev.concierge.hub.business.EndChannels.BusinessErased;
import dev.concierge.hub.business.EndChannels.LocationErased;
import dev.concierge.hub.delivery.DeliveryPod;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.id.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BusinessConfiguration {
    @Bean
    @DeliveryPod
    Subscription businessSubscription(SendLive live, Ids ids) {
        EndChannels end = new EndChannels(live, ids);
        return TypedSubscription.reading("businesses")
                .named("businesses")
                .on(BusinessErased.TYPE, BusinessErased.class, end::on)
                .on(LocationErased.TYPE, LocationErased.class, end::on)
                .build();
    }
}
