package dev.concierge.journey.definition;

/** Whose attributes are meant. */
public enum Source {
    /** The guest's own, as they are now. */
    USER,
    /** Those that the run was entered with. */
    ENTRY,
    /** What the run has learnt on its way. */
    MEMORY
}
