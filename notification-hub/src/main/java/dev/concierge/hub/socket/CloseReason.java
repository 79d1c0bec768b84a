package dev.concierge.hub.socket;

import java.util.Locale;

/**
 * Why the hub closes a socket. Never 1000: older Phoenix clients would not come back. RFC 6455 and the IANA registry
 * name the codes.
 */
enum CloseReason {
    IDLE(1001, "idle"),
    TOKEN_EXPIRED(1001, "token expired"),
    TOKEN_REVOKED(1001, "token revoked"),
    DISCONNECTED(1001, "disconnected"),
    /** The code says which rule of RFC 6455. */
    VIOLATION(1002, ""),
    BROKEN(1011, "broken frame"),
    FAILED(1011, "internal error"),
    RESTARTING(1012, "restarting"),
    LOG_CHANGED(1012, "the log of broadcasts changed"),
    TOO_SLOW(1013, "too slow"),
    TOO_MANY_FRAMES(1013, "too many frames"),
    UNFINISHED(1013, "too much unfinished");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    /** As a metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
