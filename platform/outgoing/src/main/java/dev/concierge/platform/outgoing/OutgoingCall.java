package dev.concierge.platform.outgoing;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, and for whom.
 *
 * @param url as the caller wrote it; {@link OutgoingCalls#faultOf} says whether it may be kept
 * @param headers one value each; those of the connection are ours
 * @param caller who steers the call, such as a business or a journey: each has a share of the calls under way
 * @param within how long the whole call may take; null: as long as the settings say, which is also the most
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out, compared by nobody
public record OutgoingCall(
        String method,
        String url,
        Map<String, String> headers,
        byte[] body,
        String caller,
        @Nullable Duration within) {
    public OutgoingCall {
        headers = Map.copyOf(headers);
    }

    public OutgoingCall(String method, String url, Map<String, String> headers, byte[] body, String caller) {
        this(method, url, headers, body, caller, null);
    }

    public OutgoingCall within(Duration most) {
        return new OutgoingCall(method, url, headers, body, caller, most);
    }
}
