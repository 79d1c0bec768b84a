package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Audience;
import dev.concierge.hub.channel.Step;
import dev.concierge.hub.live.Broadcast;

/** A topic that a socket has joined. */
final class Membership extends Bag.Member {
    /**
     * What a channel takes of the heap beside the texts of its names: the entries of three maps by topic, what they lead
     * to, and the bag of a topic that nobody else has joined.
     */
    private static final int HEAP = 400;

    private static final int HEAP_PER_CHARACTER = 2;
    private static final int HEAP_PER_BUSINESS = 16;

    private final Socket socket;
    private final Audience audience;
    private final long after;
    private final int bytes;

    /** @param after the offset up to which the client has seen the topic already */
    Membership(Socket socket, Step.Join join, long after) {
        this.socket = socket;
        this.audience = join.audience();
        this.after = after;
        this.bytes = bytesOf(join);
    }

    /** What the channel will take of the heap: its names are the client's choice, join refs of any length, too. */
    static int bytesOf(Step.Join join) {
        int names = join.topic().length()
                + join.join().joinRef().asString("").length()
                + join.join().ref().asString("").length();
        return HEAP
                + HEAP_PER_CHARACTER * names
                + HEAP_PER_BUSINESS * join.audience().businesses().size();
    }

    int bytes() {
        return bytes;
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
