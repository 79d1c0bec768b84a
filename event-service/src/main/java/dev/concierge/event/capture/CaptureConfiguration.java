package dev.concierge.event.capture;

import dev.concierge.event.lateness.Lateness;
import dev.concierge.event.schema.KnownSchemas;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.problem.Problems;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.web.WebSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptureSettings.class)
class CaptureConfiguration {
    @Bean
    Capture capture(
            Publisher publisher,
            Ids ids,
            Clock clock,
            Problems problems,
            CaptureSettings settings,
            WebSettings shares,
            Lateness lateness,
            KnownSchemas schemas,
            MeterRegistry meters,
            TurnedAway turnedAway) {
        return new Capture(
                new EventLog(publisher, settings.maxInFlight(), shares),
                ids,
                new CaptureRules(new MaySay(settings.may()), lateness, schemas::check),
                clock,
                problems,
                new CaptureMetrics(meters),
                turnedAway);
    }

    @Bean(destroyMethod = "tell")
    TurnedAway turnedAway(Publisher publisher, Ids ids) {
        return new TurnedAway(publisher, ids);
    }

    @Bean
    Topic eventLosses() {
        return Topic.log(EventsRefused.TOPIC);
    }

    @Bean
    Topic events() {
        return Topic.log(EventCaptured.TOPIC);
    }
}
