package dev.concierge.journey.run;

import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Our view of what became of a notification; its type says which: {@code notification.sent} and the like. */
record NotificationReceipt(
        UUID notificationId,
        UserId userId,
        String channel,
        @Nullable String reason,
        @Nullable Source source) {
    /** The run that asked; null when it was none of ours. */
    @Nullable
    RunId runId() {
        return source == null ? null : source.runId();
    }

    @Nullable
    NodeId node() {
        return source == null ? null : source.node();
    }

    /** What asked for it; without a run when it was none of ours. */
    record Source(@Nullable RunId runId, @Nullable NodeId node) {}
}
