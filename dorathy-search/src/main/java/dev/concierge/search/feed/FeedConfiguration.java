package dev.concierge.search.feed;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import dev.concierge.search.engine.SearchEngine;
import dev.concierge.search.meaning.Meanings;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    /** Named for its place in the readiness group. */
    @Bean
    Followers feeds(
            @Value("${spring.application.name}") String service,
            List<Feed> feeds,
            SearchEngine engine,
            Meanings meanings,
            ConsumerFactory<String, byte[]> kafka,
            KafkaAdmin admin,
            TopicPrefix prefix,
            JsonMapper mapper) {
        Records records = new Records(service, prefix, new MessageJson(mapper), MessageScope.NONE);
        Topics topics = new Topics(admin, prefix);
        FollowedIndex index = new FollowedIndex(engine, meanings::known);
        return new Followers(feeds.stream()
                .map(feed -> new Follower(feed, index, kafka, prefix, records, topics))
                .toList());
    }
}
