package dev.concierge.hub.live;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
    @Bean
    Topic liveTopic() {
        return Topic.log(LiveBroadcast.TOPIC);
    }

    @Bean
    SendLive sendLive(Outbox outbox) {
        return new SendLive(outbox);
    }

    @Bean
    Subscribers subscribers() {
        return new Subscribers();
    }

    @Bean
    ReadLive readLive(KafkaClients kafka, Records records, Subscribers subscribers) {
        return new ReadLive(kafka, records, subscribers);
    }

    @Bean
    LiveHealth liveHealthIndicator(ReadLive reader) {
        return new LiveHealth(reader);
    }
}
