package dev.concierge.datemaker.registration;

/** How far a guest has come with an event. */
public enum Status {
    /** Has a seat; nobody has asked yet. */
    REGISTERED,
    /** Has no seat; gets one when somebody leaves. */
    WAITING,
    /** Was asked whether they come. */
    ASKED,
    CONFIRMED,
    DECLINED,
    /** Did not answer in time. */
    LAPSED,
    CANCELLED,
    /** Confirmed, but the sides did not come out even. */
    LEFT_OVER,
    /** The host has sent them away. */
    REMOVED;

    boolean hasSeat() {
        return this == REGISTERED || this == ASKED || this == CONFIRMED;
    }
}
