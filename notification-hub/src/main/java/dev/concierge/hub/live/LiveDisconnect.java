package dev.concierge.hub.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * {@code live.disconnect} on the wire: whose sockets, or which channels, end on every pod.
 *
 * @param subject all sockets of this subject; null for none
 * @param kind of the subject's token: a client may be named as a guest is; null for any
 * @param business all channels of this tenant's resources; null for none
 * @param topic this channel; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveDisconnect(
        @Nullable String subject,
        @Nullable Kind kind,
        @Nullable String business,
        @Nullable String topic) {
    static final String TYPE = "live.disconnect";

    /** The kinds of token as they are written. */
    public enum Kind {
        @JsonProperty("client")
        CLIENT,
        @JsonProperty("service")
        SERVICE,
        @JsonProperty("guest")
        GUEST,
        @JsonProperty("operator")
        OPERATOR
    }

    /** Whether all sockets of this caller end. */
    public boolean isAbout(Caller caller) {
        return caller.subject().equals(subject)
                && (kind == null || kind.name().equals(caller.kind().name()));
    }
}
