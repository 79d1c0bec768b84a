package dev.concierge.hub.job;

import dev.concierge.hub.delivery.DeliveryPod;
import dev.concierge.hub.job.ShowJobs.JobChanged;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    @Bean
    @DeliveryPod
    Subscription jobSubscription(SendLive live) {
        ShowJobs show = new ShowJobs(live);
        return TypedSubscription.reading("experience-jobs")
                .named("jobs")
                .on(JobChanged.TYPE, JobChanged.class, show::on)
                .build();
    }
}
