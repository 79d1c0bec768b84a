package dev.concierge.datemaker.plan;

/** Who may meet whom. */
public enum Mode {
    /** Everybody meets everybody. */
    ALL,
    /** Each of one side meets each of the other. */
    TWO_SIDED
}
