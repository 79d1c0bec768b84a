package dev.concierge.journey.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.Status;
import dev.concierge.journey.run.store.StoredRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run to outsiders.
 *
 * @param node where it is; null while pending
 * @param until when it moves on at the latest; while waiting
 * @param reason how it ended; once exited
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        RunId runId,
        JourneyId journeyId,
        int version,
        UserId userId,
        String status,
        @Nullable NodeId node,
        @Nullable Instant until,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    static RunView of(StoredRun stored) {
        return switch (stored.run().state()) {
            case Pending _ -> of(stored, null, null, null);
            case Waiting waiting -> of(stored, waiting.first().node(), waiting.until(), null);
            case Exited exited -> of(stored, exited.node(), null, exited.reason());
        };
    }

    private static RunView of(
            StoredRun stored, @Nullable NodeId node, @Nullable Instant until, @Nullable String reason) {
        Run run = stored.run();
        return new RunView(
                run.id(),
                run.journeyId(),
                run.version(),
                run.userId(),
                Status.of(run.state()).written(),
                node,
                until,
                reason,
                stored.createdAt(),
                stored.updatedAt());
    }
}
