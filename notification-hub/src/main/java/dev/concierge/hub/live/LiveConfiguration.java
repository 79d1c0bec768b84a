package dev.concierge.hub.live;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
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
    History history(LiveSettings settings) {
        return new History(settings.history().toBytes());
    }

    @Bean
    OlderBroadcasts olderBroadcasts(KafkaClients kafka, Records records, LiveSettings settings) {
        return new ReadBack(kafka, records, settings.readBack());
    }

    @Bean
    ReadLive readLive(
            KafkaClients kafka,
            KafkaAdmin brokers,
            Records records,
            History history,
            FanOut fanOut,
            LiveSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new ReadLive(kafka, brokers, records, history, fanOut, settings, new LiveMetrics(meters, clock), clock);
    }

    @Bean
    LiveHealth liveHealthIndicator(ReadLive reader) {
        return new LiveHealth(reader);
    }
}
