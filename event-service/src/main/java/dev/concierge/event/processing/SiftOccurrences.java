package dev.concierge.event.processing;

import dev.concierge.event.capture.EventCaptured;
import dev.concierge.event.capture.ReservedNames;
import dev.concierge.event.lateness.Lateness;
import dev.concierge.event.lateness.Lateness.Degree;
import dev.concierge.event.loss.Loss;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.event.schema.KnownSchemas;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which occurrences are left out, and of which journeys are not told; whatever it is, it is counted. */
final class SiftOccurrences {
    private static final Logger log = LoggerFactory.getLogger(SiftOccurrences.class);

    private final KnownSchemas schemas;
    private final Lateness lateness;
    private final Clock clock;
    private final StreamMetrics metrics;
    private final Set<String> ourOwn;

    /** @param ourOwn topics that only services of ours write to, under names that are reserved to us */
    SiftOccurrences(KnownSchemas schemas, Lateness lateness, Clock clock, StreamMetrics metrics, Set<String> ourOwn) {
        this.schemas = schemas;
        this.lateness = lateness;
        this.clock = clock;
        this.metrics = metrics;
        this.ourOwn = Set.copyOf(ourOwn);
    }

    /** Whoever writes to our topics without us, or did before names were reserved, cannot pass for the platform. */
    boolean mayBeTold(ReceivedMessage message, Occurrence occurrence, List<Loss> lost) {
        if (ourOwn.contains(message.topic())) {
            return true;
        }
        if (ReservedNames.isReserved(occurrence.name())) {
            lost.add(loss(occurrence, Loss.RESERVED_NAME));
            metrics.refused();
            log.warn(
                    "Left out {} of {} from {}: names of its kind are reserved",
                    message.id(),
                    message.topic(),
                    message.source());
            return false;
        }
        return message.source().equals(ReadOccurrence.OURSELVES) || fits(occurrence, lost);
    }

    /** What came through our doors was judged there, by the schema of then. */
    private boolean fits(Occurrence occurrence, List<Loss> lost) {
        Optional<KnownSchemas.Violation> violation =
                schemas.check(occurrence.name(), occurrence.attributes(), "/attributes");
        violation.ifPresent(found -> lost.add(loss(occurrence, found.reason())));
        return violation.flatMap(KnownSchemas.Violation::refusal).isEmpty();
    }

    /** Of an occurrence that was just stored. */
    boolean isToldToJourneys(ReceivedMessage message, Occurrence occurrence, List<Loss> lost) {
        if (message.headers().containsKey(EventCaptured.HISTORY_ONLY)) {
            return false;
        }
        if (occurrence.origin() == Origin.USER_CHANGE) {
            return true;
        }
        Degree degree = lateness.degree(occurrence.at(), occurrence.receivedAt());
        if (degree != Degree.IN_TIME) {
            lost.add(loss(occurrence, degree.reason()));
        }
        return degree != Degree.HISTORY_ONLY;
    }

    Loss loss(Occurrence occurrence, String reason) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Loss(today, occurrence.client(), occurrence.name(), reason, 1);
    }
}
