package dev.concierge.platform.outgoing;

import java.util.List;
import java.util.Map;

/** What became of a call. Only {@link Refused} is for ever: the same call will be refused again. */
public sealed interface OutgoingAnswer {
    /**
     * The other has answered, whatever it said; a redirect is an answer, too, and is not followed.
     *
     * @param headers by their names in lower case
     * @param body at most as much as the settings allow
     * @param whole false when there was more
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes that came in, compared by nobody
    record Answered(int status, Map<String, List<String>> headers, byte[] body, boolean whole)
            implements OutgoingAnswer {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** We do not make this call. */
    record Refused(String reason) implements OutgoingAnswer {}

    /** Not made: the caller, or the other's host, has as many calls under way as it may. */
    record TooMany(String reason) implements OutgoingAnswer {}

    /** No whole answer in time; the other may have acted on the call. */
    record TimedOut(String reason) implements OutgoingAnswer {}

    /** No connection, or one that broke; the other may have acted on the call. */
    record Unreachable(String reason) implements OutgoingAnswer {}
}
