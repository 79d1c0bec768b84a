package dev.concierge.hub.channel;

import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Set;

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

    /** Of which alone it may hear; empty for no limit. */
    default Set<String> businesses() {
        return switch (this) {
            case Known(Caller caller) -> caller.businesses();
            case Anonymous _ -> Set.of();
        };
    }
}
