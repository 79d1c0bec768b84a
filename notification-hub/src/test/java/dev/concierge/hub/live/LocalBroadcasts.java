package dev.concierge.hub.live;

import java.nio.charset.StandardCharsets;
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
        long offset = offsets.getAndIncrement();
        String business =
                JsonMapper.shared().readTree(payload).path("businessId").asString("");
        String end = (payload.equals("{}") ? "" : ",") + "\"offset\":" + offset + "}";
        Broadcast broadcast = new Broadcast(
                UUID.randomUUID().toString(),
                0,
                offset,
                topic,
                event,
                business.isEmpty() ? null : business,
                (payload.substring(0, payload.length() - 1) + end).getBytes(StandardCharsets.UTF_8));
        try {
            if (history.add(broadcast)) {
                fanOut.deliver(List.of(broadcast), new long[] {offset});
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return offset;
    }
}
