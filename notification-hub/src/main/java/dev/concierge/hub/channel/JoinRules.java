package dev.concierge.hub.channel;

import dev.concierge.hub.channel.ChannelTopic.OfEvents;
import dev.concierge.hub.channel.ChannelTopic.OfJob;
import dev.concierge.hub.channel.ChannelTopic.OfMessages;
import dev.concierge.hub.channel.ChannelTopic.OfResources;
import dev.concierge.hub.channel.ChannelTopic.OfUser;
import dev.concierge.platform.security.Caller;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may join which topic; what is not granted is refused. */
final class JoinRules {
    private JoinRules() {}

    /** What the visitor would hear on the topic; null when they may not join it. */
    static @Nullable Audience audience(Visitor visitor, String name, ChannelTopic topic) {
        return switch (visitor) {
            case Visitor.Known(Caller caller) -> audience(caller, topic);
            case Visitor.Anonymous anonymous ->
                anonymous.topics().stream().anyMatch(pattern -> pattern.matches(name)) ? Audience.EVERYONE : null;
        };
    }

    /**
     * A token for some businesses hears of those businesses alone; of which a conversation or a job is, and whose, the socket
     * asks afterwards.
     */
    static @Nullable Audience audience(Caller caller, ChannelTopic topic) {
        if (!caller.businesses().isEmpty()) {
            return switch (topic) {
                case OfResources resources -> tenant(caller, resources);
                case OfMessages _, OfJob _ -> caller.kind() == Caller.Kind.SERVICE ? null : Audience.EVERYONE;
                case OfUser _, OfEvents _ -> null;
            };
        }
        return switch (topic) {
            case OfUser user -> mayHear(caller, user.userId()) ? Audience.EVERYONE : null;
            case OfMessages _, OfJob _ -> caller.kind() == Caller.Kind.SERVICE ? null : Audience.EVERYONE;
            case OfEvents _ -> caller.kind() == Caller.Kind.OPERATOR ? Audience.EVERYONE : null;
            case OfResources resources -> mayHearAll(caller) ? Audience.EVERYONE : null;
        };
    }

    private static boolean mayHear(Caller caller, String userId) {
        return switch (caller.kind()) {
            case CLIENT, OPERATOR -> true;
            case GUEST -> userId.equals(caller.subject());
            case SERVICE -> false;
        };
    }

    private static boolean mayHearAll(Caller caller) {
        return switch (caller.kind()) {
            case CLIENT, OPERATOR -> true;
            case GUEST, SERVICE -> false;
        };
    }

    /** Those of its businesses alone that the topic may be of: whatever becomes of another one, this channel stays. */
    private static @Nullable Audience tenant(Caller caller, OfResources resources) {
        Set<String> possible =
                caller.businesses().stream().filter(resources::isOf).collect(Collectors.toUnmodifiableSet());
        return possible.isEmpty() ? null : new Audience(possible);
    }
}
