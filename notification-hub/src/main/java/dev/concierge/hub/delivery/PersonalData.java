package dev.concierge.hub.delivery;

/** A store that keeps what belongs to guests. */
public interface PersonalData {
    /** Forgets everything of an erased guest, in the transaction that hears of it. */
    void purge(String userId);
}
