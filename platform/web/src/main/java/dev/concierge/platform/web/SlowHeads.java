package dev.concierge.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP, which ends a connection whose next request has begun and whose head is not there in time. Its own time-out
 * counts from the last read: one byte now and then keeps such a connection open for hours. Bodies and pauses between requests
 * have that time-out as before. Tomcat makes it by its name, which asks for a public type.
 */
public final class SlowHeads extends Http11NioProtocol {
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    private final Duration longest;

    public SlowHeads() {
        this(LONGEST_HEAD);
    }

    SlowHeads(Duration longest) {
        this.longest = longest;
    }

    @Override
    protected Processor createProcessor() {
        return new InTime(this, getAdapter());
    }

    /** Of one connection, or of none between its requests. */
    private static final class InTime extends Http11Processor {
        private static final long NOT_BEGUN = -1;

        private final SlowHeads protocol;

        private InTime(SlowHeads protocol, Adapter adapter) {
            super(protocol, adapter);
            this.protocol = protocol;
        }

        /** Called whenever there is something to read while no request is under way. */
        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            if (request.getStartTimeNanos() != NOT_BEGUN) {
                if (millisLeft() <= 0) {
                    return SocketState.CLOSED;
                }
                connection.setReadTimeout(protocol.getConnectionTimeout());
            }
            SocketState state = super.service(connection);
            if (!isWithinHead(state)) {
                return state;
            }
            // who sends nothing more is not read again
            connection.setReadTimeout(Math.max(1, millisLeft()));
            return SocketState.LONG;
        }

        /**
         * Also while there are but empty lines, which may stand before a head: Tomcat keeps such a connection open and
         * forgets when they began.
         */
        private boolean isWithinHead(SocketState state) {
            boolean isWaiting = state == SocketState.LONG || state == SocketState.OPEN;
            return isWaiting && !isAsync() && request.getStartTimeNanos() != NOT_BEGUN;
        }

        private long millisLeft() {
            long passed = System.nanoTime() - request.getStartTimeNanos();
            return protocol.longest.minusNanos(passed).toMillis();
        }
    }
}
