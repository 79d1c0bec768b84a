package dev.concierge.event.capture;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
     * An item's own messageId counts before the request's key: it stays with the item when the sender cuts its
     * batches differently on a retry.
     *
     * @param form what is captured: keys of different endpoints never meet
     * @param index of the item in its batch
     */
    UUID idOf(CaptureRequest request, String form, @Nullable String messageId, int index) {
        String sender =
                form + "\n" + request.caller().kind() + "\n" + request.caller().subject() + "\n";
        if (messageId != null) {
            return Ids.derived(NAMESPACE, sender + "message\n" + messageId);
        }
        if (request.idempotencyKey() != null) {
            return Ids.derived(NAMESPACE, sender + "request\n" + request.idempotencyKey() + "\n" + index);
        }
        return ids.next();
    }
}
