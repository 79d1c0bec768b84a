package dev.concierge.hub.channel;

import dev.concierge.hub.channel.ChannelTopic.OfResources;
import dev.concierge.hub.channel.ChannelTopic.OfUser;
import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/** Who may join which topic; what is not granted is refused. */
final class JoinRules {
    private JoinRules() {}

    /** What the caller would hear on the topic; null when they may not join it. */
    static @Nullable Audience audience(Caller caller, ChannelTopic topic) {
        return switch (caller.kind()) {
            case CLIENT, OPERATOR -> Audience.EVERYONE;
            case GUEST ->
                switch (topic) {
                    case OfUser user -> user.userId().equals(caller.subject()) ? Audience.EVERYONE : null;
                    case OfResources resources -> tenant(caller, resources);
                };
            case SERVICE ->
                switch (topic) {
                    case OfUser _ -> null;
                    case OfResources resources -> tenant(caller, resources);
                };
        };
    }

    private static @Nullable Audience tenant(Caller caller, OfResources resources) {
        return caller.businesses().stream().anyMatch(resources::isOf) ? new Audience(caller.businesses()) : null;
    }
}
