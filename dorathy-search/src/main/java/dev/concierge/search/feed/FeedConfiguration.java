package dev.concierge.search.feed;

import dev.concierge.platform.consumer.ConsumerLag;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import dev.concierge.search.engine.CaughtUp;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.meaning.Meanings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    /** Named for its place in the readiness group. */
    @Bean
    Followers feeds(
            List<Feed> feeds,
            SearchEngine engine,
            Meanings meanings,
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            Topics topics,
            MeterRegistry meters,
            Clock clock,
            ApplicationEventPublisher events) {
        FollowedIndex index = new FollowedIndex(engine, meanings::known);
        return new Followers(
                feeds.stream()
                        .map(feed -> new Follower(
                                feed,
                                index,
                                kafka,
                                prefix,
                                records,
                                topics,
                                new ConsumerLag(meters, feed.topic() + "-follower", clock).reader()))
                        .toList(),
                () -> events.publishEvent(new CaughtUp()));
    }
}
