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
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which occurrences are left out, and of which journeys are not told; whatever it is, it is counted. */
final class SiftOccurrences {
    private static final Logger log = LoggerFactory.getLogger(SiftOccurrences.class);

    private final KnownSchemas schemas;
    private final Lateness lateness;
    private final StreamMetrics metrics;
    private final Set<String> ourOwn;

    /** @param ourOwn topics that only services of ours write to, under names that are reserved to us */
    SiftOccurrences(KnownSchemas schemas, Lateness lateness, StreamMetrics metrics, Set<String> ourOwn) {
        this.schemas = schemas;
        this.lateness = lateness;
        this.metrics = metrics;
        this.ourOwn = Set.copyOf(ourOwn);
    }

    /** Whoever writes to our topics without us, or did before names were reserved, cannot pass for the platform. */
    boolean mayBeTold(ReceivedMessage message, Occurrence occurrence, BatchLosses lost) {
        if (ourOwn.contains(message.topic())) {
            return true;
        }
        if (ReservedNames.isReserved(occurrence.name())) {
            lost.add(occurrence, Loss.RESERVED_NAME);
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
    private boolean fits(Occurrence occurrence, BatchLosses lost) {
        Optional<KnownSchemas.Violation> violation =
                schemas.check(occurrence.name(), occurrence.attributes(), "/attributes");
        violation.ifPresent(found -> lost.add(occurrence, found.reason()));
        return violation.flatMap(KnownSchemas.Violation::refusal).isEmpty();
    }

    /** Of an occurrence that was just stored. */
    boolean isToldToJourneys(ReceivedMessage message, Occurrence occurrence, BatchLosses lost) {
        if (message.headers().containsKey(EventCaptured.HISTORY_ONLY)) {
            return false;
        }
        if (occurrence.origin() == Origin.USER_CHANGE) {
            return true;
        }
        Degree degree = lateness.degree(occurrence.at(), occurrence.receivedAt());
        if (degree != Degree.IN_TIME) {
            lost.add(occurrence, degree.reason());
        }
        return degree != Degree.HISTORY_ONLY;
    }
}
