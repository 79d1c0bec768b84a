package dev.concierge.hub.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * {@code live.disconnect} on the wire: whose sockets, or which channels, end on every pod.
 *
 * @param subject all sockets of this subject; null for none
 * @param business all channels of this tenant's resources; null for none
 * @param topic this channel; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveDisconnect(
        @Nullable String subject,
        @Nullable String business,
        @Nullable String topic) {
    static final String TYPE = "live.disconnect";
}
