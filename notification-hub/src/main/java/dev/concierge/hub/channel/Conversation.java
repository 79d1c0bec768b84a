package dev.concierge.hub.channel;

import dev.concierge.hub.channel.Step.Send;
import dev.concierge.hub.channel.Step.Unsubscribe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one socket and the hub say to each other, as Phoenix 1.8 says it: the channels joined, and the answer to each
 * frame. No I/O; belongs to one thread.
 */
public final class Conversation {
    /** Phoenix's own limit per socket. */
    static final int MAX_CHANNELS = 100;

    private static final String UNMATCHED = "unmatched topic";
    private static final String UNAUTHORIZED = "unauthorized";
    private static final String CRASHED = "join crashed";
    private static final String TOO_MANY = "too many channels joined";

    private Visitor visitor;
    private final Map<String, Channel> channels = new HashMap<>(4);

    public Conversation(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Answers a frame of the client. */
    public List<Step> on(Frame frame) {
        if (frame.topic().equals("phoenix") && frame.event().equals("heartbeat")) {
            return List.of(new Send(frame.ok(Frame.NO_REF, Frame.empty())));
        }
        Channel joined = channels.get(frame.topic());
        return switch (frame.event()) {
            case "phx_join" -> join(frame);
            case "phx_leave" -> leave(frame, joined);
            default -> push(frame, joined);
        };
    }

    /** Goes on with a join after {@link Step.AskOwner}. */
    public List<Step> answered(Frame join, boolean isOwner) {
        return isOwner ? join(join, Audience.EVERYONE) : refuse(join, UNAUTHORIZED);
    }

    /** Ends a join after {@link Step.AskOwner} that could not be answered: the client asks again after a while. */
    public List<Step> crashed(Frame join) {
        return refuse(join, CRASHED);
    }

    /** Takes a channel back for which there is no room on the pod; the answer to its join. */
    public Frame withoutRoom(Step.Join join) {
        channels.remove(join.topic());
        return join.join().refused(join.join().joinRef(), TOO_MANY);
    }

    public Visitor visitor() {
        return visitor;
    }

    /** The topics joined at the moment. */
    public Set<String> topics() {
        return Set.copyOf(channels.keySet());
    }

    /** Tells a channel something. */
    public List<Step> tell(String topic, String event, JsonNode payload) {
        Channel channel = channels.get(topic);
        return channel == null
                ? List.of()
                : List.of(new Send(new Frame(channel.pushRef, Frame.NO_REF, topic, event, payload)));
    }

    /** Ends every channel for now, before the socket goes: the client joins them again with its next socket. */
    public List<Step> failAll() {
        List<Step> steps = new ArrayList<>();
        List.copyOf(channels.keySet()).forEach(topic -> steps.addAll(fail(topic)));
        return steps;
    }

    /** Ends a channel for now: the client joins it again after a while. */
    public List<Step> fail(String topic) {
        Channel channel = channels.remove(topic);
        return channel == null
                ? List.of()
                : List.of(new Unsubscribe(topic), new Send(Frame.error(topic, channel.joinRef)));
    }

    /** Ends a channel for good. */
    public List<Step> end(String topic) {
        Channel channel = channels.remove(topic);
        return channel == null
                ? List.of()
                : List.of(new Unsubscribe(topic), new Send(Frame.close(topic, channel.joinRef)));
    }

    /**
     * Goes on with a newer token of the same subject. Channels that it does not allow any more end; those that it allows to
     * hear something else fail, so that the client joins them anew with what it may hear now.
     */
    public List<Step> goOnAs(Visitor renewed) {
        boolean hearsOfTheSame = visitor.businesses().equals(renewed.businesses());
        visitor = renewed;
        List<Step> steps = new ArrayList<>();
        Map.copyOf(channels).forEach((name, joined) -> {
            ChannelTopic topic = ChannelTopic.parse(name);
            Audience now = topic == null ? null : JoinRules.audience(renewed, name, topic);
            boolean isAskedAbout = topic instanceof ChannelTopic.OfMessages || topic instanceof ChannelTopic.OfJob;
            if (now == null) {
                steps.addAll(end(name));
            } else if (!joined.audience.equals(now) || isAskedAbout && !hearsOfTheSame) {
                steps.addAll(fail(name));
            }
        });
        return steps;
    }

    private List<Step> join(Frame frame) {
        ChannelTopic topic = ChannelTopic.parse(frame.topic());
        if (topic == null) {
            return unmatched(frame);
        }
        Audience audience = JoinRules.audience(visitor, frame.topic(), topic);
        if (audience == null) {
            return refuse(frame, UNAUTHORIZED);
        }
        return switch (topic) {
            case ChannelTopic.OfMessages _, ChannelTopic.OfJob _ -> List.of(new Step.AskOwner(frame, visitor, topic));
            case ChannelTopic.OfUser _, ChannelTopic.OfEvents _, ChannelTopic.OfResources _ -> join(frame, audience);
        };
    }

    private List<Step> join(Frame frame, Audience audience) {
        Since since;
        try {
            since = Since.of(frame.payload());
        } catch (IllegalArgumentException neither) {
            return refuse(frame, String.valueOf(neither.getMessage()));
        }
        List<Step> steps = new ArrayList<>();
        Channel before = withoutChannel(frame.topic(), steps);
        if (channels.size() >= MAX_CHANNELS) {
            steps.add(new Send(frame.refused(frame.joinRef(), TOO_MANY)));
        } else {
            channels.put(frame.topic(), Channel.joined(frame, audience));
            steps.add(new Step.Join(frame, frame.topic(), audience, since));
        }
        if (before != null) {
            steps.add(new Send(Frame.close(frame.topic(), before.joinRef)));
        }
        return steps;
    }

    private List<Step> refuse(Frame join, String reason) {
        List<Step> steps = new ArrayList<>();
        Channel before = withoutChannel(join.topic(), steps);
        steps.add(new Send(join.refused(join.joinRef(), reason)));
        if (before != null) {
            steps.add(new Send(Frame.close(join.topic(), before.joinRef)));
        }
        return steps;
    }

    /** A second join ends the first, whatever comes of it. */
    private @Nullable Channel withoutChannel(String topic, List<Step> steps) {
        Channel before = channels.remove(topic);
        if (before != null) {
            steps.add(new Unsubscribe(topic));
        }
        return before;
    }

    private List<Step> leave(Frame frame, @Nullable Channel joined) {
        if (joined == null) {
            return List.of(new Send(frame.ok(frame.joinRef(), Frame.empty())));
        }
        if (joined.isStale(frame)) {
            return List.of();
        }
        channels.remove(frame.topic());
        return List.of(
                new Unsubscribe(frame.topic()),
                new Send(frame.ok(joined.pushRef, Frame.empty())),
                new Send(Frame.close(frame.topic(), joined.joinRef)));
    }

    private static List<Step> push(Frame frame, @Nullable Channel joined) {
        if (joined == null) {
            return unmatched(frame);
        }
        if (joined.isStale(frame)) {
            return List.of();
        }
        return switch (frame.event()) {
            case "ping" -> List.of(new Send(frame.ok(joined.pushRef, frame.payload())));
            case "refresh" -> refresh(frame, joined.pushRef);
            default -> List.of();
        };
    }

    private static List<Step> refresh(Frame frame, JsonNode pushRef) {
        JsonNode token = frame.payload().path("token");
        return token.isString()
                ? List.of(new Step.Refresh(frame, pushRef, token.stringValue()))
                : List.of(new Send(frame.refused(pushRef, "token: no text")));
    }

    private static List<Step> unmatched(Frame frame) {
        return List.of(new Send(frame.refused(Frame.NO_REF, UNMATCHED)));
    }

    /**
     * A joined topic.
     *
     * @param joinRef as the client gave it, perhaps null
     * @param pushRef what answers on the channel carry: a join without a join ref lends its ref
     */
    private record Channel(JsonNode joinRef, JsonNode pushRef, Audience audience) {
        static Channel joined(Frame frame, Audience audience) {
            return new Channel(frame.joinRef(), frame.joinRef().isNull() ? frame.ref() : frame.joinRef(), audience);
        }

        boolean isStale(Frame frame) {
            return !frame.joinRef().isNull() && !frame.joinRef().equals(joinRef);
        }
    }
}
