package dev.concierge.event.processing;

import dev.concierge.event.capture.ReservedNames;
import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.history.History;
import dev.concierge.event.history.StoredOccurrence;
import dev.concierge.event.loss.Loss;
import dev.concierge.event.loss.Losses;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.trigger.Firings;
import dev.concierge.event.trigger.MatchOccurrences;
import dev.concierge.event.trigger.TriggerOccurred;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that happens to a guest, in the guest's order: stored once, matched with what journeys listen to, and
 * passed on to them, all in one transaction.
 */
final class GuestStream implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(GuestStream.class);
    /** Topics that only user-service writes to, under names that are reserved to us. */
    private static final Set<String> OUR_OWN = Set.of("users", "segments");

    private final AppendOccurrences append;
    private final History history;
    private final MatchOccurrences match;
    private final Firings firings;
    private final Outbox outbox;
    private final Clock clock;
    private final StreamMetrics metrics;
    private final Losses losses;

    GuestStream(
            AppendOccurrences append,
            History history,
            MatchOccurrences match,
            Firings firings,
            Outbox outbox,
            Clock clock,
            StreamMetrics metrics,
            Losses losses) {
        this.append = append;
        this.history = history;
        this.match = match;
        this.firings = firings;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.losses = losses;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "segments", "interactions", "events");
    }

    @Override
    public boolean erases(ReceivedMessage message) {
        return message.topic().equals("users") && message.type().equals("user.deleted");
    }

    /** By the ids of events, which {@link History} keeps. */
    @Override
    public boolean recognisesRepetitions() {
        return true;
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        List<Occurrence> occurrences = new ArrayList<>();
        Map<UUID, ReceivedMessage> sources = new HashMap<>();
        Set<String> deleted = new HashSet<>();
        List<Loss> lost = new ArrayList<>();
        for (ReceivedMessage message : batch) {
            ReadOccurrence.from(message)
                    .filter(occurrence -> !deleted.contains(occurrence.userId()))
                    .filter(occurrence -> mayBeTold(message, occurrence, lost))
                    .ifPresent(occurrence -> {
                        occurrences.add(occurrence);
                        sources.putIfAbsent(occurrence.id(), message);
                    });
            if (erases(message)) {
                deleted.add(message.key());
            }
        }
        AppendOccurrences.Appended appended = append.append(occurrences);
        List<StoredOccurrence> stored = appended.stored();
        appended.repeated().forEach(occurrence -> lost.add(loss(occurrence, Loss.REPEATED)));
        appended.suppressed().forEach(occurrence -> lost.add(loss(occurrence, Loss.ERASED_GUEST)));
        losses.add(lost);
        List<OutgoingMessage> told = match.match(stored);
        told.forEach(message -> tell(message, sources));
        metrics.processed(stored.size(), told.size());
        if (!deleted.isEmpty()) {
            history.erase(deleted, clock.instant());
            firings.erase(deleted);
        }
    }

    /** Whoever writes to our topics without us, or did before names were reserved, cannot pass for the platform. */
    private boolean mayBeTold(ReceivedMessage message, Occurrence occurrence, List<Loss> lost) {
        if (OUR_OWN.contains(message.topic()) || !ReservedNames.isReserved(occurrence.name())) {
            return true;
        }
        lost.add(loss(occurrence, Loss.RESERVED_NAME));
        metrics.refused();
        log.warn(
                "Left out {} of {} from {}: names of its kind are reserved",
                message.id(),
                message.topic(),
                message.source());
        return false;
    }

    private Loss loss(Occurrence occurrence, String reason) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Loss(today, occurrence.client(), occurrence.name(), reason, 1);
    }

    /** As part of the trace of what caused it. */
    private void tell(OutgoingMessage message, Map<UUID, ReceivedMessage> sources) {
        UUID cause = ((TriggerOccurred) message.data()).sourceEventId();
        source(cause, sources).within(() -> outbox.append(message));
    }

    private static ReceivedMessage source(UUID id, Map<UUID, ReceivedMessage> sources) {
        return Objects.requireNonNull(sources.get(id), id::toString);
    }
}
