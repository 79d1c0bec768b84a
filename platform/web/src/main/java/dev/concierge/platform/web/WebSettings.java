package dev.concierge.platform.web;

import dev.concierge.platform.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBody of any request; more is answered 413
 * @param maxBodies the same of single paths, in place of {@code maxBody}
 * @param maxForgotten of a body whose request is answered already; more ends the connection
 * @param permits how many requests are held at one time, each 64 KiB of a body that has come counting for one more; beyond
 *     is answered 503
 * @param callerShare percent of the permits that one client, service or operator may hold
 * @param guestShare percent of the permits that one guest may hold
 * @param addressShare percent of the permits that an address without a token may hold
 * @param gzip patterns of the paths that take bodies coded by gzip
 * @param readsBodies false where bodies are only sent on, so that their coding is the receiver's business
 */
@Validated
@ConfigurationProperties(prefix = "concierge.web", ignoreUnknownFields = false)
public record WebSettings(
        @NotNull DataSize maxBody,
        @DefaultValue Map<String, DataSize> maxBodies,
        @NotNull DataSize maxForgotten,
        @Min(1) int permits,
        @Min(1) @Max(100) @DefaultValue("80") int callerShare,
        @Min(1) @Max(100) @DefaultValue("5") int guestShare,
        @Min(1) @Max(100) @DefaultValue("12") int addressShare,
        @DefaultValue List<String> gzip,
        @DefaultValue("true") boolean readsBodies) {
    /**
     * Percent of the permits that one of a kind may hold.
     *
     * @param caller null for one without a token
     */
    public int share(@Nullable Caller caller) {
        if (caller == null) {
            return addressShare;
        }
        return caller.kind() == Caller.Kind.GUEST ? guestShare : callerShare;
    }

    /** In bytes. */
    long maxBody(String path) {
        return maxBodies.getOrDefault(path, maxBody).toBytes();
    }
}
