package dev.concierge.journey.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.catalogue.Journey;
import dev.concierge.journey.catalogue.JourneyNotFound;
import dev.concierge.journey.catalogue.JourneyNotLive;
import dev.concierge.journey.catalogue.JourneyState;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.guest.Guests;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Promises a run: notes it as pending and puts the command that starts it into the guest's own stream, where it takes
 * its turn with everything else that happens to the guest.
 */
@Component
class InitiateJourney {
    private final Journeys journeys;
    private final Guests guests;
    private final Runs runs;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    InitiateJourney(Journeys journeys, Guests guests, Runs runs, Outbox outbox, Ids ids, Clock clock) {
        this.journeys = journeys;
        this.guests = guests;
        this.runs = runs;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    public RunId initiate(Initiate request) {
        JourneyId journeyId = new JourneyId(request.journeyId());
        UserId userId = new UserId(request.userId());
        int version = liveVersion(journeys.findById(journeyId).orElseThrow(() -> new JourneyNotFound(journeyId)));
        if (guests.isErased(userId)) {
            throw new GuestNotFound(userId);
        }
        RunId runId = new RunId(ids.next());
        Instant now = clock.instant();
        runs.promise(new Run(runId, journeyId, version, userId, runId.value(), new Pending()), now);
        outbox.append("journey-triggers", userId.value(), "run.initiate", RunInitiate.of(runId, request, now));
        return runId;
    }

    private static int liveVersion(Journey journey) {
        Integer version = journey.live();
        if (journey.state() != JourneyState.LIVE || version == null) {
            throw new JourneyNotLive(journey);
        }
        return version;
    }

    /** The command {@code run.initiate}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunInitiate(
            RunId runId,
            String journeyId,
            String userId,
            Instant requestedAt,
            Map<String, Object> attributes,
            @Nullable String triggerId,
            @Nullable String key) {
        static RunInitiate of(RunId runId, Initiate request, Instant now) {
            return new RunInitiate(
                    runId,
                    request.journeyId(),
                    request.userId(),
                    now,
                    request.attributes() == null ? Map.of() : request.attributes(),
                    request.triggerId(),
                    request.key());
        }
    }
}
