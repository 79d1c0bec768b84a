package dev.concierge.hub.socket;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a socket.
 *
 * @param idle closed after so long without any frame from the client; clients send a heartbeat every 30 s
 * @param maxFrame the longest message a client may send
 * @param maxQueued what may wait for a client that reads slowly, beside the kernel's buffers; more closes it with 1013
 * @param closeGrace how long a client may take to let itself be closed
 * @param drainBatch how many sockets are told to reconnect at once when the pod stops
 * @param drainPause between two such batches
 * @param origins that browsers may connect from; empty for any, as tokens are no cookies
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.socket", ignoreUnknownFields = false)
record SocketSettings(
        @DefaultValue("60s") Duration idle,
        @DefaultValue("64KB") DataSize maxFrame,
        @DefaultValue("1MB") DataSize maxQueued,
        @DefaultValue("5s") Duration closeGrace,
        @Positive @DefaultValue("500") int drainBatch,
        @DefaultValue("100ms") Duration drainPause,
        @DefaultValue List<String> origins) {}
