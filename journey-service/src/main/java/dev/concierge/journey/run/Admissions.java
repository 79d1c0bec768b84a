package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.Journey;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules.Past;
import dev.concierge.journey.definition.EntryRules.Priority;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        // told apart by id and version: a definition's hash goes through its whole graph
        List<Definition> definitions = arrivals.stream()
                .flatMap(Admissions::matches)
                .distinct()
                .flatMap(match -> definition(known, match).stream())
                .toList();
        return new EntryCheck(known, definitions, entries.load(wanted));
    }

    /** What may be entered, and by which version; 0 for whichever is published. */
    private static Stream<Match> matches(OfGuest arrival) {
        return switch (arrival) {
            case Trigger(var trigger) -> trigger.entries().stream();
            case Initiate(var command) -> Stream.of(new Match(command.journeyId(), 0));
            default -> Stream.empty();
        };
    }

    private Optional<Definition> definition(Map<JourneyId, Journey> known, Match match) {
        Journey journey = known.get(match.journeyId());
        Integer published = journey == null ? null : journey.published();
        int version = match.version() == 0 && published != null ? published : match.version();
        return version == 0 ? Optional.empty() : versions.find(match.journeyId(), version);
    }

    private static Stream<Entry> wanted(OfGuest arrival) {
        return matches(arrival).map(match -> new Entry(arrival.userId(), match.journeyId()));
    }

    /** The journeys of a batch as they stood at its start, and the guests' past as the batch goes on. */
    final class EntryCheck {
        private final Map<JourneyId, Journey> known;
        private final List<Definition> definitions;
        private final Map<Entry, Past> past;

        private EntryCheck(Map<JourneyId, Journey> known, List<Definition> definitions, Map<Entry, Past> past) {
            this.known = known;
            this.definitions = definitions;
            this.past = new HashMap<>(past);
        }

        /** What the arrivals may enter. */
        List<Definition> definitions() {
            return definitions;
        }

        /** The entries of a trigger, in the order in which journeys have their guests. */
        List<Match> inOrder(TriggerOccurred trigger) {
            return trigger.entries().size() < 2
                    ? trigger.entries()
                    : trigger.entries().stream()
                            .sorted(Comparator.comparingInt(this::rank).reversed())
                            .toList();
        }

        private int rank(Match match) {
            return definition(known, match)
                    .flatMap(definition ->
                            Optional.ofNullable(definition.entryRules().priority()))
                    .map(Priority::rank)
                    .orElse(-1);
        }

        Answer ask(Batch batch, TriggerOccurred trigger, Match match) {
            RunId id = RunId.causedBy(trigger.sourceEventId(), match.journeyId());
            return ask(batch, match.journeyId(), match.version(), id, trigger.userId(), trigger.sourceEventId(), null);
        }

        /** For a command that came from elsewhere than this service's own door; the run is its own cause. */
        Answer ask(Batch batch, InitiateCommand command) {
            RunId id = command.runId();
            return ask(batch, command.journeyId(), 0, id, command.userId(), id.value(), command);
        }

        /** For a run that was promised while its journey was live. */
        Answer ask(Batch batch, Run promised, @Nullable InitiateCommand command) {
            return versions.find(promised.journeyId(), promised.version())
                    .map(definition -> ask(batch, definition, promised, command))
                    .orElseGet(() -> rejected(promised, Refusal.VERSION_UNKNOWN));
        }

        void enter(Answer.Admitted admitted) {
            past.put(entry(admitted.run()), admitted.after());
        }

        private Answer ask(
                Batch batch,
                JourneyId journeyId,
                int matched,
                RunId id,
                UserId userId,
                UUID cause,
                @Nullable InitiateCommand command) {
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
            return ask(batch, run, command);
        }

        private Answer ask(Batch batch, Definition definition, Run run, @Nullable InitiateCommand command) {
            if (batch.pause(run.journeyId()) == Pause.SKIP || batch.pause(run.journeyId()) == Pause.EXPIRE) {
                return rejected(run, Refusal.JOURNEY_PAUSED);
            }
            Past before = past.getOrDefault(entry(run), Past.NONE);
            Optional<Refusal> refusal = before.runs() > 0 && command != null && command.isForTheFirstTime()
                    ? Optional.of(Refusal.REENTRY)
                    : definition
                            .entryRules()
                            .refusal(before, batch.underWay(run.userId(), run.journeyId()), batch.now())
                            .or(() -> outranked(batch, definition, run, command))
                            .or(() -> batch.inUse().isFull(definition) ? Optional.of(Refusal.CAP) : Optional.empty());
            return refusal.isPresent()
                    ? rejected(run, refusal.get())
                    : new Answer.Admitted(
                            definition, run, definition.entryRules().after(before, batch.now()));
        }

        /** The run that starts it does not stand in its way. */
        private static Optional<Refusal> outranked(
                Batch batch, Definition definition, Run run, @Nullable InitiateCommand command) {
            Priority priority = definition.entryRules().priority();
            RunId parent = command == null || command.parent() == null
                    ? null
                    : command.parent().runId();
            return priority != null
                            && batch.rivals(run, priority::givesWayTo)
                                    .anyMatch(rival -> !rival.id().equals(parent))
                    ? Optional.of(Refusal.OUTRANKED)
                    : Optional.empty();
        }

        private static Entry entry(Run run) {
            return new Entry(run.userId(), run.journeyId());
        }

        private static Answer rejected(Run run, Refusal reason) {
            return new Answer.Rejected(new Refused(run.userId(), run.journeyId(), reason, run.cause()));
        }
    }
}
