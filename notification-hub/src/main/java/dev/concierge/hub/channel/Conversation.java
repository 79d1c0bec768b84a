package dev.concierge.hub.channel;

import dev.concierge.hub.channel.Step.Send;
import dev.concierge.hub.channel.Step.Subscribe;
import dev.concierge.hub.channel.Step.Unsubscribe;
import dev.concierge.platform.security.Caller;
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

    private final Caller caller;
    private final Map<String, Channel> channels = new HashMap<>();

    public Conversation(Caller caller) {
        this.caller = caller;
    }

    /** Answers a frame of the client. */
    public List<Step> on(Frame frame) {
        if (frame.topic().equals("phoenix") && frame.event().equals("heartbeat")) {
            return List.of(new Send(frame.ok(Frame.NO_REF, Frame.empty())));
        }
        Channel joined = channels.get(frame.topic());
        return switch (frame.event()) {
            case "phx_join" -> join(frame, joined);
            case "phx_leave" -> leave(frame, joined);
            default -> push(frame, joined);
        };
    }

    /** Whether a broadcast about this business goes to this socket. */
    public boolean hears(String topic, @Nullable String business) {
        Channel channel = channels.get(topic);
        return channel != null && channel.audience.includes(business);
    }

    /** The topics joined at the moment. */
    public Set<String> topics() {
        return Set.copyOf(channels.keySet());
    }

    private List<Step> join(Frame frame, @Nullable Channel before) {
        ChannelTopic topic = ChannelTopic.parse(frame.topic());
        if (topic == null) {
            return unmatched(frame);
        }
        List<Step> steps = new ArrayList<>();
        if (before != null) {
            channels.remove(frame.topic());
            steps.add(new Unsubscribe(frame.topic()));
        }
        Audience audience = JoinRules.audience(caller, topic);
        if (channels.size() >= MAX_CHANNELS) {
            steps.add(new Send(frame.refused(frame.joinRef(), "too many channels joined")));
        } else if (audience == null) {
            steps.add(new Send(frame.refused(frame.joinRef(), "unauthorized")));
        } else {
            channels.put(frame.topic(), Channel.joined(frame, audience));
            // before the reply: whoever has heard it misses nothing from then on
            steps.add(new Subscribe(frame.topic()));
            steps.add(new Send(frame.ok(frame.joinRef(), Frame.empty())));
        }
        if (before != null) {
            steps.add(new Send(Frame.close(frame.topic(), before.joinRef)));
        }
        return steps;
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
        if (joined.isStale(frame) || !frame.event().equals("ping")) {
            return List.of();
        }
        return List.of(new Send(frame.ok(joined.pushRef, frame.payload())));
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
