package dev.concierge.hub.channel;

import dev.concierge.platform.security.Caller;
import java.util.List;

/** Whose socket it is. */
public sealed interface Visitor {
    record Known(Caller caller) implements Visitor {}

    /** Nobody showed a token; the installation allows that for these topics. */
    record Anonymous(List<TopicPattern> topics) implements Visitor {}

    /** What limits are counted by: all sockets of one subject together. */
    default String subject() {
        return switch (this) {
            case Known(Caller caller) -> caller.share();
            case Anonymous _ -> "anonymous";
        };
    }
}
