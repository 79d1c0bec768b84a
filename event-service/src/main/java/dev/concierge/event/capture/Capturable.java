package dev.concierge.event.capture;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a guest did, read from a request and found valid. */
public interface Capturable {
    /** The guest who did it: the key of its messages. */
    String userId();

    /** What it is called. */
    String name();

    /** The sender's own id of it, by which a repetition is recognised. */
    @Nullable
    String messageId();

    /** When it happened. */
    Instant at();

    /** What else is told of it. */
    default Attributes attributes() {
        return Attributes.NONE;
    }

    /** What is published for it, in order. */
    List<OutgoingMessage> messages(Receipt receipt);
}
