package dev.concierge.event.tail;

import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TailConfiguration {
    private static final int PARTITIONS = 16;

    @Bean
    Tails tails(JdbcClient jdbc) {
        return new Tails(jdbc);
    }

    @Bean
    TellTails tellTails(Tails tails, Publisher publisher, Clock clock) {
        return new TellTails(tails, publisher, clock);
    }

    @Bean
    Topic eventTails() {
        return new Topic(TellTails.TOPIC, PARTITIONS, Duration.ofHours(1), false);
    }
}
