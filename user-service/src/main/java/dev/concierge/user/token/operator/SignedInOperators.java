package dev.concierge.user.token.operator;

/** Those who are signed in at the moment, with whatever they got by that. */
public interface SignedInOperators {
    /** Ends all sessions and access tokens of the operator. Best the last thing in a transaction. */
    void endAllOf(String operator);
}
