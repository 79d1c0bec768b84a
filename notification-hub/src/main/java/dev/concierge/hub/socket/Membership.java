package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Audience;
import dev.concierge.hub.live.Broadcast;

/** A topic that a socket has joined. */
final class Membership extends Bag.Member {
    private final Socket socket;
    private final Audience audience;
    private final long after;

    /** @param after the offset up to which the client has seen the topic already */
    Membership(Socket socket, Audience audience, long after) {
        this.socket = socket;
        this.audience = audience;
        this.after = after;
    }

    Socket socket() {
        return socket;
    }

    /** False for a channel of another tenant whose topic reads as if it were a location of this one. */
    boolean hearsOf(String business) {
        return audience.includes(business);
    }

    /**
     * Whether it went to the socket.
     *
     * @param frame the broadcast as the socket writes it
     */
    boolean offer(Broadcast broadcast, Outgoing frame) {
        return broadcast.offset() > after && audience.includes(broadcast.business()) && socket.offer(frame);
    }
}
