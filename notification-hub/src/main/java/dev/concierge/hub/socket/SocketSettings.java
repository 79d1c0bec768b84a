package dev.concierge.hub.socket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of sockets.
 *
 * @param loops threads that serve sockets; 0 for one per core
 * @param max sockets of a pod; 0 for as many as a quarter of the heap holds
 * @param maxShare how many of them and of what their channels may take, in percent, one client, operator or tenant may have
 * @param maxPerGuest sockets of one guest
 * @param idle closed after so long without any frame from the client; clients send a heartbeat every 30 s
 * @param maxFrame the longest message a client may send
 * @param maxFrames messages that a client may send in a second, on average over ten
 * @param maxQueued what may wait for a client that reads slowly, beside the kernel's buffers; more closes it with 1013
 * @param maxBacklog what may wait for all of them together, the network's buffers of this process included; 0 for a
 *     quarter of the heap. Beyond, those that hold most of it are closed with 1013
 * @param maxUnfinished what may be held of messages that have not come as a whole, of all of them together; 0 for an
 *     eighth of the heap. Beyond, those that hold most of it are closed with 1013
 * @param maxJoined what the channels of all of them may take of the heap; 0 for an eighth of it. Beyond, and beyond the
 *     share of one client, operator or tenant, joins are refused
 * @param recoveryPace how much of what clients missed a loop hands out before it does anything else again
 * @param expiryNotice how long before its token expires a client is told
 * @param closeGrace how long a client may take to let itself be closed
 * @param drainBatch how many sockets are told to reconnect at once when the pod stops
 * @param drainPause between two such batches
 * @param origins whose pages may open sockets besides those of the host they ask, such as {@code https://shop.example}; * for any
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.socket", ignoreUnknownFields = false)
record SocketSettings(
        @Min(0) @DefaultValue("0") int loops,
        @Min(0) @DefaultValue("0") int max,
        @Min(1) @Max(100) @DefaultValue("50") int maxShare,
        @Positive @DefaultValue("50") int maxPerGuest,
        @DefaultValue("60s") Duration idle,
        @DefaultValue("64KB") DataSize maxFrame,
        @Positive @DefaultValue("100") int maxFrames,
        @DefaultValue("1MB") DataSize maxQueued,
        @DefaultValue("0") DataSize maxBacklog,
        @DefaultValue("0") DataSize maxUnfinished,
        @DefaultValue("0") DataSize maxJoined,
        @DefaultValue("256KB") DataSize recoveryPace,
        @DefaultValue("60s") Duration expiryNotice,
        @DefaultValue("5s") Duration closeGrace,
        @Positive @DefaultValue("500") int drainBatch,
        @DefaultValue("100ms") Duration drainPause,
        @DefaultValue List<String> origins) {
    static final String ANY_ORIGIN = "*";

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@*\\s]+");

    SocketSettings {
        for (String origin : origins) {
            if (!origin.equals(ANY_ORIGIN) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("CONCIERGE_HUB_SOCKET_ORIGINS: " + origin
                        + " (expected: origins such as https://shop.example, by commas, or * for any)");
            }
        }
    }

    /** What a socket with a few channels takes of the heap, generously. */
    static final int HEAP_PER_SOCKET = 4 * 1024;

    int loopCount() {
        return loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    }

    long backlogOfLoop() {
        return ofLoop(maxBacklog, 4);
    }

    long unfinishedOfLoop() {
        return ofLoop(maxUnfinished, 8);
    }

    long maxJoinedBytes() {
        return bytes(maxJoined, 8);
    }

    private long ofLoop(DataSize set, int share) {
        return bytes(set, share) / loopCount();
    }

    /** @param share of the heap, one part of so many, where nothing is set */
    private static long bytes(DataSize set, int share) {
        return set.toBytes() > 0 ? set.toBytes() : Runtime.getRuntime().maxMemory() / share;
    }

    int maxSockets() {
        return max > 0 ? max : (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 4 / HEAP_PER_SOCKET);
    }
}
