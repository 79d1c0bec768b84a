package dev.concierge.hub.tail;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows what a tail has caught on {@code events:{tailId}}. */
final class ShowTails {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SendLive live;

    ShowTails(SendLive live) {
        this.live = live;
    }

    /** Our view of {@code event.tailed}, and what screens see of it. */
    record EventTailed(
            UUID tailId,
            UUID eventId,
            String userId,
            String eventName,
            Instant eventAt,
            Instant receivedAt,
            String client,
            ObjectNode attributes,
            long leftOut) {
        static final String TYPE = "event.tailed";
    }

    void on(EventTailed event) {
        String topic = "events:" + event.tailId();
        // the same event of a tail is the same broadcast, however often it is read
        UUID id = Ids.derived(event.eventId(), topic);
        live.send(id, topic, "event", JSON.writeValueAsString(event));
    }
}
