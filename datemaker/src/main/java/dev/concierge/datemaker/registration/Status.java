package dev.concierge.datemaker.registration;

/** How far a guest has come with an event. */
public enum Status {
    /** Has a seat; nobody has asked yet. */
    REGISTERED,
    /** A seat is kept until its booking stands, and is paid for where the offer wants that first. */
    BOOKING,
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
    REMOVED,
    /** The booking of their seat was refused, not paid for in time, or cancelled. */
    NOT_BOOKED;

    boolean hasSeat() {
        return this == BOOKING || this == REGISTERED || this == ASKED || this == CONFIRMED;
    }
}
