package dev.concierge.event.trigger;

import dev.concierge.event.history.StoredOccurrence;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Occurrence.Key;
import dev.concierge.platform.message.OutgoingMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what journeys must be told of, and who enters by it. */
public final class MatchOccurrences {
    private final CurrentListening listening;
    private final CheckConditions conditions;

    MatchOccurrences(CurrentListening listening, CheckConditions conditions) {
        this.listening = listening;
        this.conditions = conditions;
    }

    /** The messages to the journeys, in the given order; called in the transaction that stored the occurrences. */
    public List<OutgoingMessage> match(List<StoredOccurrence> stored) {
        if (stored.isEmpty()) {
            return List.of();
        }
        Listening snapshot = listening.now();
        List<Candidate> candidates =
                stored.stream().flatMap(each -> candidates(snapshot, each)).toList();
        Map<Key, List<Listening.Way>> held = conditions.holding(candidates).stream()
                .collect(Collectors.groupingBy(
                        candidate -> candidate.stored().occurrence().key(),
                        Collectors.mapping(Candidate::way, Collectors.toList())));
        return stored.stream()
                .map(StoredOccurrence::occurrence)
                .flatMap(occurrence -> entries(snapshot, occurrence, held.getOrDefault(occurrence.key(), List.of()))
                        .map(entries -> TriggerOccurred.of(occurrence, entries))
                        .stream())
                .map(TriggerOccurred::toMessage)
                .toList();
    }

    private static Stream<Candidate> candidates(Listening snapshot, StoredOccurrence stored) {
        return snapshot.heard(stored.occurrence().name()).triggers().stream()
                .filter(way ->
                        stored.occurrence().has(way.trigger().conditions().wanted()))
                .map(way -> new Candidate(stored, way));
    }

    /** Who enters by it; empty when no journey is to be told of it at all. */
    private static Optional<List<EntryMatch>> entries(
            Listening snapshot, Occurrence occurrence, List<Listening.Way> held) {
        Listening.Heard heard = snapshot.heard(occurrence.name());
        if (!heard.isAwaited() && held.isEmpty()) {
            return Optional.empty();
        }
        Stream<EntryMatch> own = heard.entries().stream()
                .filter(journey -> occurrence.has(journey.attributes()))
                .map(journey -> new EntryMatch(journey.journeyId(), journey.version(), null));
        Stream<EntryMatch> triggered = held.stream()
                .filter(way -> way.trigger().enters())
                .map(way -> new EntryMatch(
                        way.trigger().journeyId(),
                        way.version(),
                        way.trigger().id().value()));
        return Optional.of(Stream.concat(own, triggered).toList());
    }
}
