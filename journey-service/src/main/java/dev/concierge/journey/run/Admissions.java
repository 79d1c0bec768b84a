package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.Journey;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Initiate;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.journey.run.Arrival.Trigger;
import dev.concierge.journey.run.TriggerOccurred.Match;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides who is let in: a journey that has been archived meanwhile takes nobody in, whatever was matched before. */
@Component
class Admissions {
    private final Journeys journeys;
    private final Versions versions;

    Admissions(Journeys journeys, Versions versions) {
        this.journeys = journeys;
        this.versions = versions;
    }

    /** A new run and what it is to walk. */
    record Admission(Definition definition, Run run) {}

    /** Looks up, in one query, the journeys that these arrivals may enter. */
    Doors doors(Collection<OfGuest> arrivals) {
        Set<JourneyId> wanted = arrivals.stream().flatMap(Admissions::wanted).collect(Collectors.toSet());
        return new Doors(journeys.load(wanted));
    }

    private static Stream<JourneyId> wanted(OfGuest arrival) {
        return switch (arrival) {
            case Trigger(var trigger) -> trigger.entries().stream().map(Match::journeyId);
            case Initiate(var command) -> Stream.of(command.journeyId());
            default -> Stream.empty();
        };
    }

    /** The journeys of a batch as they stood at its start. */
    final class Doors {
        private final Map<JourneyId, Journey> known;

        private Doors(Map<JourneyId, Journey> known) {
            this.known = known;
        }

        Optional<Admission> open(TriggerOccurred trigger, Match match) {
            RunId id = RunId.causedBy(trigger.sourceEventId(), match.journeyId());
            return open(match.journeyId(), match.version(), id, trigger.userId(), trigger.sourceEventId());
        }

        /** For a command that came from elsewhere than this service's own door; the run is its own cause. */
        Optional<Admission> open(InitiateCommand command) {
            RunId id = command.runId();
            return open(command.journeyId(), 0, id, command.userId(), id.value());
        }

        private Optional<Admission> open(JourneyId journeyId, int matched, RunId id, UserId userId, UUID cause) {
            Journey journey = known.get(journeyId);
            Integer published = journey == null ? null : journey.published();
            if (journey == null || published == null || !journey.state().admits()) {
                return Optional.empty();
            }
            int version = matched == 0 ? published : matched;
            Run run = new Run(id, journeyId, version, userId, cause, new Pending());
            return versions.find(journeyId, version).map(definition -> new Admission(definition, run));
        }
    }
}
