package dev.concierge.event.processing;

import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.history.History;
import dev.concierge.event.history.StoredOccurrence;
import dev.concierge.event.loss.Loss;
import dev.concierge.event.loss.Losses;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Occurrence.Key;
import dev.concierge.event.tail.TellTails;
import dev.concierge.event.trigger.Firings;
import dev.concierge.event.trigger.MatchOccurrences;
import dev.concierge.event.trigger.TriggerOccurred;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that happens to a guest, in the guest's order: stored once, matched with what journeys listen to, and
 * passed on to them, all in one transaction.
 */
final class GuestStream implements Subscription {
    /** Topics that only services of ours write to, under names that are reserved to us. */
    static final Set<String> OUR_OWN = Set.of("users", "segments", "bookings");

    private final AppendOccurrences append;
    private final History history;
    private final MatchOccurrences match;
    private final Firings firings;
    private final Outbox outbox;
    private final Clock clock;
    private final StreamMetrics metrics;
    private final Losses losses;
    private final SiftOccurrences sift;
    private final TellTails tails;

    GuestStream(
            AppendOccurrences append,
            History history,
            MatchOccurrences match,
            Firings firings,
            Outbox outbox,
            Clock clock,
            StreamMetrics metrics,
            Losses losses,
            SiftOccurrences sift,
            TellTails tails) {
        this.append = append;
        this.history = history;
        this.match = match;
        this.firings = firings;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.losses = losses;
        this.sift = sift;
        this.tails = tails;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "segments", "bookings", "interactions", "events");
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
        Map<Key, ReceivedMessage> sources = new HashMap<>();
        Set<String> deleted = new HashSet<>();
        BatchLosses lost = new BatchLosses(clock);
        for (ReceivedMessage message : batch) {
            Optional<Occurrence> told = ReadOccurrence.from(message);
            told.ifPresent(occurrence -> lost.from(message, occurrence));
            told
                    .filter(occurrence -> !deleted.contains(occurrence.userId()))
                    .filter(occurrence -> sift.mayBeTold(message, occurrence, lost))
                    .ifPresent(occurrence -> {
                        occurrences.add(occurrence);
                        sources.putIfAbsent(occurrence.key(), message);
                    });
            if (erases(message)) {
                deleted.add(message.key());
            }
        }
        AppendOccurrences.Appended appended = append.append(occurrences);
        List<StoredOccurrence> stored = appended.stored();
        lost.addAll(appended.repeated(), Loss.REPEATED);
        lost.addAll(appended.suppressed(), Loss.ERASED_GUEST);
        List<StoredOccurrence> moving = stored.stream()
                .filter(each -> sift.isToldToJourneys(source(each.occurrence().key(), sources), each.occurrence(), lost))
                .toList();
        lost.keep(losses);
        List<OutgoingMessage> told = match.match(moving);
        told.forEach(message -> tell(message, sources));
        metrics.processed(stored.size(), told.size());
        tails.tell(stored.stream().map(StoredOccurrence::occurrence).toList());
        if (!deleted.isEmpty()) {
            history.erase(deleted, clock.instant());
            firings.erase(deleted);
        }
    }

    /** As part of the trace of what caused it. */
    private void tell(OutgoingMessage message, Map<Key, ReceivedMessage> sources) {
        TriggerOccurred told = (TriggerOccurred) message.data();
        source(new Key(told.userId(), told.sourceEventId()), sources).within(() -> outbox.append(message));
    }

    private static ReceivedMessage source(Key key, Map<Key, ReceivedMessage> sources) {
        return Objects.requireNonNull(sources.get(key), key::toString);
    }
}
