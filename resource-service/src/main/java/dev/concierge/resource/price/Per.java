package dev.concierge.resource.price;

/** What a charge is multiplied by. */
public enum Per {
    BOOKING,
    PERSON,
    HOUR,
    PERSON_HOUR
}
