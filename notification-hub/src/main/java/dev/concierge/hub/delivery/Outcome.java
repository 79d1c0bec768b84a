package dev.concierge.hub.delivery;

import org.jspecify.annotations.Nullable;

/** What became of a notification on one channel. */
public sealed interface Outcome {
    /** The channel's server has taken it. */
    record Sent() implements Outcome {}

    /** We chose not to send it. */
    record Suppressed(String reason) implements Outcome {}

    /** It could not be sent and never will be. */
    record Failed(String reason) implements Outcome {}

    /** As stored, as shown and as the ending of the receipt's type. */
    default String state() {
        return switch (this) {
            case Sent _ -> "sent";
            case Suppressed _ -> "suppressed";
            case Failed _ -> "failed";
        };
    }

    default @Nullable String reason() {
        return switch (this) {
            case Sent _ -> null;
            case Suppressed suppressed -> suppressed.reason;
            case Failed failed -> failed.reason;
        };
    }
}
