package dev.concierge.curator.interaction;

/** What a feature keeps of guests. */
public interface PersonalData {
    /** In the transaction that hears of the guest's end. */
    void erase(String guest);
}
