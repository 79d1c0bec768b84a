package dev.concierge.platform.parking;

/** Work of which single steps may be parked; what does it decides when. */
public interface ParkingWork {
    /** The name of the subscription whose messages its steps keep the order of; empty for the one without a name. */
    default String subscription() {
        return "";
    }

    /** What it is called where something of it is parked, unique in its subscription; empty if nothing ever is. */
    default String name() {
        return "";
    }

    /**
     * Does again what this work parked with {@link ParkedWork#park}, inside the fenced transaction, once everything
     * parked before it for the same key is settled. What it throws leaves it parked.
     */
    default void redrive(ParkedStep parked) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " parks nothing (expected: redrive)");
    }
}
