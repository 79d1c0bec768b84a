package dev.concierge.event.processing;

import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.history.History;
import dev.concierge.event.lateness.Lateness;
import dev.concierge.event.loss.Losses;
import dev.concierge.event.schema.KnownSchemas;
import dev.concierge.event.tail.TellTails;
import dev.concierge.event.trigger.Firings;
import dev.concierge.event.trigger.MatchOccurrences;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.outbox.OutboxSettings;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {
    @Bean
    GuestStream guestStream(
            AppendOccurrences append,
            History history,
            MatchOccurrences match,
            Firings firings,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters,
            Losses losses,
            KnownSchemas schemas,
            Lateness lateness,
            TellTails tails) {
        StreamMetrics metrics = new StreamMetrics(meters);
        SiftOccurrences sift = new SiftOccurrences(schemas, lateness, metrics, GuestStream.OUR_OWN);
        return new GuestStream(append, history, match, firings, outbox, clock, metrics, losses, sift, tails);
    }

    @Bean
    GroupStream groupStream(AppendOccurrences append, Losses losses, Clock clock) {
        return new GroupStream(append, losses, clock);
    }

    @Bean
    TellProgress tellProgress(Outbox outbox, Ids ids, Topics topics, OutboxSettings relays) {
        return new TellProgress(outbox, ids, TellProgress.ways(topics, relays));
    }
}
