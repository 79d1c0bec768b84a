package dev.concierge.journey.timer;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.message.Shard;
import java.time.Instant;

/** A timer to be kept until it is due. */
public record Timer(UserId userId, RunId runId, int visit, Instant dueAt) {
    int shard() {
        return Shard.of(userId.value()).number();
    }
}
