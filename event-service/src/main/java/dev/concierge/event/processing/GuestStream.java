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
import dev.concierge.platform.input.Texts;
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
    public void on(List<ReceivedMessage> messages) {
        Batch batch = new Batch();
        messages.forEach(batch::read);
        AppendOccurrences.Appended appended = append.append(batch.occurrences);
        batch.lost.addAll(appended.repeated(), Loss.REPEATED);
        batch.lost.addAll(appended.suppressed(), Loss.ERASED_GUEST);
        List<StoredOccurrence> stored = appended.stored();
        List<OutgoingMessage> told =
                match.match(stored.stream().filter(batch::isToldToJourneys).toList());
        told.forEach(batch::tell);
        batch.lost.keep(losses);
        metrics.processed(stored.size(), told.size());
        tails.tell(stored.stream().map(StoredOccurrence::occurrence).toList());
        if (!batch.erased.isEmpty()) {
            history.erase(batch.erased, clock.instant());
            firings.erase(batch.erased);
        }
    }

    /** By who wrote it: what it says may be what is wrong with it. What is redriven and stored later stays counted. */
    @Override
    public void parked(ReceivedMessage message) {
        if (!OUR_OWN.contains(message.topic()) && !message.readAgain()) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            String client = Texts.cut(message.source(), ReadOccurrence.CLIENT);
            losses.add(List.of(new Loss(today, client, "", Loss.PARKED, 1)));
        }
    }

    /** What was polled together. */
    private final class Batch {
        private final List<Occurrence> occurrences = new ArrayList<>();
        private final Map<Key, ReceivedMessage> sources = new HashMap<>();
        private final Set<String> erased = new HashSet<>();
        private final BatchLosses lost = new BatchLosses(clock);

        private void read(ReceivedMessage message) {
            ReadOccurrence.from(message).ifPresent(occurrence -> read(message, occurrence));
            if (erases(message)) {
                erased.add(message.key());
            }
        }

        private void read(ReceivedMessage message, Occurrence occurrence) {
            lost.from(message, occurrence);
            if (erased.contains(occurrence.userId())) {
                lost.add(occurrence, Loss.ERASED_GUEST);
            } else if (sift.mayBeTold(message, occurrence, lost)) {
                occurrences.add(occurrence);
                sources.putIfAbsent(occurrence.key(), message);
            }
        }

        private boolean isToldToJourneys(StoredOccurrence stored) {
            Occurrence occurrence = stored.occurrence();
            return sift.isToldToJourneys(source(occurrence.key()), occurrence, lost);
        }

        /** As part of the trace of what caused it. */
        private void tell(OutgoingMessage message) {
            TriggerOccurred told = (TriggerOccurred) message.data();
            source(new Key(told.userId(), told.sourceEventId())).within(() -> outbox.append(message));
        }

        private ReceivedMessage source(Key key) {
            return Objects.requireNonNull(sources.get(key), key::toString);
        }
    }
}
