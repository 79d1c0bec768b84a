package dev.concierge.datemaker.plan;

/** Where somebody sits in {@link Mode#TWO_SIDED}; what a side is called is the event's matter. */
public enum Side {
    ONE,
    OTHER
}
