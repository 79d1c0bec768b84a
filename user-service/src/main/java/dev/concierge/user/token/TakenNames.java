package dev.concierge.user.token;

/** Tokens and audit rows name operators and clients by one word, so a name is one's alone, and for good. */
public interface TakenNames {
    /** Whether somebody has or had it, or addresses mean something else by it. Until the transaction ends nobody else takes one. */
    boolean isTaken(String name);
}
