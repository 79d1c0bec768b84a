package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.Journey;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules.Past;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.Refusal;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Initiate;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.journey.run.Arrival.Trigger;
import dev.concierge.journey.run.TriggerOccurred.Match;
import dev.concierge.journey.run.store.Entries;
import dev.concierge.journey.run.store.Entries.Entry;
import dev.concierge.journey.run.store.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Decides who is let in: a journey that has been archived meanwhile takes nobody in, whatever was matched before, and
 * its entry rules bound how often one guest comes in.
 */
@Component
class Admissions {
    private final Journeys journeys;
    private final Versions versions;
    private final Entries entries;

    Admissions(Journeys journeys, Versions versions, Entries entries) {
        this.journeys = journeys;
        this.versions = versions;
        this.entries = entries;
    }

    /** What a guest at the door is told. */
    sealed interface Answer {
        /** A run and what it is to walk. */
        record Admitted(Definition definition, Run run, Past after) implements Answer {}

        record Rejected(Refused refused) implements Answer {}
    }

    /** Looks up, in one query each, the journeys that these arrivals may enter and what is remembered of their guests. */
    EntryCheck check(Collection<OfGuest> arrivals) {
        Set<Entry> wanted = arrivals.stream().flatMap(Admissions::wanted).collect(Collectors.toSet());
        Set<String> ids =
                wanted.stream().map(entry -> entry.journeyId().value()).collect(Collectors.toSet());
        Map<JourneyId, Journey> known = ids.isEmpty()
                ? Map.of()
                : journeys.findByIdValueIn(ids).stream().collect(Collectors.toMap(Journey::id, Function.identity()));
        return new EntryCheck(known, entries.load(wanted));
    }

    /** The journeys that an arrival may enter. */
    static Stream<JourneyId> journeys(OfGuest arrival) {
        return wanted(arrival).map(Entry::journeyId);
    }

    private static Stream<Entry> wanted(OfGuest arrival) {
        return switch (arrival) {
            case Trigger(var trigger) ->
                trigger.entries().stream().map(match -> new Entry(trigger.userId(), match.journeyId()));
            case Initiate(var command) -> Stream.of(new Entry(command.userId(), command.journeyId()));
            default -> Stream.empty();
        };
    }

    /** The journeys of a batch as they stood at its start, and the guests' past as the batch goes on. */
    final class EntryCheck {
        private final Map<JourneyId, Journey> known;
        private final Map<Entry, Past> past;

        private EntryCheck(Map<JourneyId, Journey> known, Map<Entry, Past> past) {
            this.known = known;
            this.past = new HashMap<>(past);
        }

        Answer ask(Batch batch, TriggerOccurred trigger, Match match) {
            RunId id = RunId.causedBy(trigger.sourceEventId(), match.journeyId());
            return ask(batch, match.journeyId(), match.version(), id, trigger.userId(), trigger.sourceEventId());
        }

        /** For a command that came from elsewhere than this service's own door; the run is its own cause. */
        Answer ask(Batch batch, InitiateCommand command) {
            RunId id = command.runId();
            return ask(batch, command.journeyId(), 0, id, command.userId(), id.value());
        }

        /** For a run that was promised while its journey was live. */
        Answer ask(Batch batch, Run promised) {
            return versions.find(promised.journeyId(), promised.version())
                    .map(definition -> ask(batch, definition, promised))
                    .orElseGet(() -> rejected(promised, Refusal.VERSION_UNKNOWN));
        }

        void enter(Answer.Admitted admitted) {
            past.put(entry(admitted.run()), admitted.after());
        }

        private Answer ask(Batch batch, JourneyId journeyId, int matched, RunId id, UserId userId, UUID cause) {
            Journey journey = known.get(journeyId);
            Integer published = journey == null ? null : journey.published();
            int version = matched == 0 && published != null ? published : matched;
            Run run = new Run(id, journeyId, version, userId, cause, new Pending());
            if (journey == null) {
                return rejected(run, Refusal.JOURNEY_UNKNOWN);
            }
            if (published == null || !journey.state().admits()) {
                return rejected(run, Refusal.JOURNEY_CLOSED);
            }
            return ask(batch, run);
        }

        private Answer ask(Batch batch, Definition definition, Run run) {
            if (batch.pause(run.journeyId()) == Pause.SKIP || batch.pause(run.journeyId()) == Pause.EXPIRE) {
                return rejected(run, Refusal.JOURNEY_PAUSED);
            }
            Past before = past.getOrDefault(entry(run), Past.NONE);
            Optional<Refusal> refusal =
                    definition.entryRules().refusal(before, batch.underWay(run.userId(), run.journeyId()), batch.now());
            return refusal.isPresent()
                    ? rejected(run, refusal.get())
                    : new Answer.Admitted(
                            definition, run, definition.entryRules().after(before, batch.now()));
        }

        private static Entry entry(Run run) {
            return new Entry(run.userId(), run.journeyId());
        }

        private static Answer rejected(Run run, Refusal reason) {
            return new Answer.Rejected(new Refused(run.userId(), run.journeyId(), reason, run.cause()));
        }
    }
}
