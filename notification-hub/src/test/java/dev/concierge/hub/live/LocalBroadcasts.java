package dev.concierge.hub.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** Fans out what a pod would have read from Kafka, of a log with one partition. */
public final class LocalBroadcasts {
    private final History history;
    private final AtomicLong offsets = new AtomicLong();

    /** @param maxBytes that the history remembers */
    public LocalBroadcasts(long maxBytes) {
        history = new History(maxBytes);
        history.begin("e1", List.of(-1L));
    }

    public History history() {
        return history;
    }

    /** The offset it got. */
    public long send(FanOut fanOut, String topic, String event, String payload) {
        return publish(fanOut, UUID.randomUUID().toString(), topic, event, payload);
    }

    /** The offset it got this time. */
    public long publish(FanOut fanOut, String id, String topic, String event, String payload) {
        Broadcast broadcast = broadcast(id, offsets.getAndIncrement(), topic, event, payload);
        try {
            if (history.add(broadcast)) {
                fanOut.deliver(List.of(broadcast), new long[] {broadcast.offset()});
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return broadcast.offset();
    }

    /** As it is read of the only partition. */
    public static Broadcast broadcast(String id, long offset, String topic, String event, String payload) {
        String business =
                JsonMapper.shared().readTree(payload).path("businessId").asString("");
        String end = (payload.equals("{}") ? "" : ",") + "\"offset\":" + offset + "}";
        return new Broadcast(
                id,
                Clock.systemUTC().instant(),
                0,
                offset,
                topic,
                event,
                business.isEmpty() ? null : business,
                (payload.substring(0, payload.length() - 1) + end).getBytes(StandardCharsets.UTF_8));
    }
}
