package dev.concierge.hub.live;

import dev.concierge.platform.consumer.ReadRange;
import dev.concierge.platform.consumer.TopicFollower;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

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
    @LivePod
    History history(LiveSettings settings) {
        return new History(settings.history().toBytes());
    }

    @Bean
    @LivePod
    OlderBroadcasts olderBroadcasts(
            ConsumerFactory<String, byte[]> kafka, TopicPrefix prefix, Records records, LiveSettings settings) {
        ReadRange range = new ReadRange(kafka, prefix, Duration.ofSeconds(3));
        return new ReadBack(range::read, records, settings.readBack());
    }

    @Bean
    @LivePod
    ReadLive readLive(Records records, History history, FanOut fanOut) {
        return new ReadLive(records, history, fanOut);
    }

    /** It stops after the sockets have been drained and the web server is gone: {@link TopicFollower#getPhase}. */
    @Bean
    @LivePod
    TopicFollower liveFollower(
            ConsumerFactory<String, byte[]> kafka,
            Topics topics,
            TopicPrefix prefix,
            LiveSettings settings,
            ReadLive reader,
            Clock clock,
            MeterRegistry meters) {
        TopicFollower.Past past = new TopicFollower.Past(settings.historyAge(), settings.historyRecords());
        return new TopicFollower(kafka, topics, prefix, LiveBroadcast.TOPIC, past, reader, clock, meters);
    }

    @Bean
    @LivePod
    LiveHealth liveHealthIndicator(ReadLive reader) {
        return new LiveHealth(reader);
    }
}
