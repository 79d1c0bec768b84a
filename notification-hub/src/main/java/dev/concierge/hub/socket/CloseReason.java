package dev.concierge.hub.socket;

/**
 * Why the hub closes a socket. Never 1000: older Phoenix clients would not come back. RFC 6455 and the IANA registry
 * name the codes.
 */
enum CloseReason {
    IDLE(1001, "idle"),
    TOKEN_EXPIRED(1001, "token expired"),
    UNSUPPORTED(1003, "binary frames are not supported"),
    BROKEN(1011, "broken frame"),
    RESTARTING(1012, "restarting"),
    TOO_SLOW(1013, "too slow");

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
}
