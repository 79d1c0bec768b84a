package dev.concierge.datemaker.event;

/** What is done when an event's deadline comes. */
public enum Step {
    /** Look at an event for the first time. */
    ADOPT,
    /** Ask who really comes. */
    ASK,
    /** Remind those who have not answered. */
    REMIND,
    /** Decide whether it takes place, and form the groups. */
    CLOSE,
    /** Send the rules. */
    RULES,
    /** Pair those who are there and send the links. */
    ROUND,
    /** See who has not come to their call. */
    CHECK,
    /** End the calls. */
    END,
    /** Match those who chose each other, save the results. */
    RESULT
}
