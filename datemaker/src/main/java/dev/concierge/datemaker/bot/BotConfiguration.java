package dev.concierge.datemaker.bot;

import dev.concierge.datemaker.notice.SendNotices;
import dev.concierge.platform.topic.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BotConfiguration {
    @Bean
    Topic commandsTopic() {
        return Topic.log(ChatCommands.TOPIC);
    }

    @Bean
    Topic botMessagesTopic() {
        return Topic.log(SendNotices.BOT_TOPIC);
    }

    /** The metric {@code datemaker_inbox_depth}: commands that wait in the partitions of this process. */
    @Bean
    Gauge inboxDepth(MeterRegistry meters) {
        return Gauge.builder("datemaker.inbox.depth", meters, BotConfiguration::depth)
                .description("Commands that wait in the partitions of this process")
                .strongReference(true)
                .register(meters);
    }

    private static double depth(MeterRegistry meters) {
        return meters.find("consumer.lag").gauges().stream()
                .filter(gauge ->
                        String.valueOf(gauge.getId().getTag("subscription")).endsWith(ChatCommands.NAME))
                .mapToDouble(Gauge::value)
                .sum();
    }
}
