package dev.concierge.event.capture;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Gives captured things their ids without asking a database: the same request of the same sender has the same id,
 * whichever pod it meets.
 */
final class CaptureIds {
    private static final UUID NAMESPACE = Numbers.uuid("6c1f3e0a-9b0c-5d3b-8a53-0f6f0f1c7e21");

    private final Ids ids;

    CaptureIds(Ids ids) {
        this.ids = ids;
    }

    /**
     * The id says which guest did what: a key that a sender uses for two guests, or for two names, stands for two events.
     * An item's own messageId counts before the request's key: it stays with the item when the sender cuts its batches
     * differently on a retry.
     *
     * @param form what is captured: keys of different endpoints never meet
     * @param index of the item in its batch
     */
    UUID idOf(CaptureRequest request, String form, Capturable item, int index) {
        String messageId = item.messageId();
        if (messageId != null) {
            return derived(request, form, item, "message", messageId);
        }
        if (request.idempotencyKey() != null) {
            return derived(request, form, item, "request", request.idempotencyKey(), Integer.toString(index));
        }
        return ids.next();
    }

    private static UUID derived(CaptureRequest request, String form, Capturable item, String... key) {
        StringBuilder name = new StringBuilder();
        Stream<String> sender = Stream.of(
                form, request.caller().kind().name(), request.caller().keyspace(), item.userId(), item.name());
        Stream.concat(sender, Stream.of(key))
                .forEach(part -> name.append(part.length()).append(':').append(part));
        return Ids.derived(NAMESPACE, name.toString());
    }
}
