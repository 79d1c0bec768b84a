package dev.concierge.journey.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a guest in by a command on the guest's own stream, where entry rules decide. */
@Component
class TakeIn {
    private final Outbox outbox;
    private final Clock clock;

    TakeIn(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param why the run's id derives from it, so that a guest is taken in once for the same reason */
    void byTime(JourneyId journey, String guest, String why) {
        send(journey, guest, why, null);
    }

    /** The same, unless the guest has been in before. */
    void forTheFirstTime(JourneyId journey, String guest, String why) {
        send(journey, guest, why, true);
    }

    private void send(JourneyId journey, String guest, String why, @Nullable Boolean first) {
        RunId run = new RunId(Ids.derived(journey.asUuid(), why + ":" + guest));
        Instant now = clock.instant();
        outbox.append(new OutgoingMessage(
                Ids.derived(run.value(), "initiate"),
                "journey-triggers",
                guest,
                "run.initiate",
                new RunInitiate(run, journey, guest, now, Map.of(), first)));
    }

    /** The command {@code run.initiate}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunInitiate(
            RunId runId,
            JourneyId journeyId,
            String userId,
            Instant requestedAt,
            Map<String, Object> attributes,
            @Nullable Boolean first) {}
}
