package dev.concierge.event.processing;

import dev.concierge.event.loss.Loss;
import dev.concierge.event.loss.Losses;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What of a batch was not taken. What was read before was counted then: a position that goes back adds nothing. */
final class BatchLosses {
    private final LocalDate today;
    private final List<Loss> lost = new ArrayList<>();
    /** The occurrences themselves: two messages may tell of the same. */
    private final Set<Occurrence> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    BatchLosses(Clock clock) {
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Before anything of it is added. */
    void from(ReceivedMessage message, Occurrence occurrence) {
        if (message.readAgain()) {
            counted.add(occurrence);
        }
    }

    void add(Occurrence occurrence, String reason) {
        if (!counted.contains(occurrence)) {
            lost.add(new Loss(today, occurrence.client(), occurrence.name(), reason, 1));
        }
    }

    void addAll(Collection<Occurrence> occurrences, String reason) {
        occurrences.forEach(occurrence -> add(occurrence, reason));
    }

    /** Called in the transaction of the batch. */
    void keep(Losses losses) {
        losses.add(lost);
    }
}
