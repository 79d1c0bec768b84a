package dev.concierge.search.erasure;

import java.time.Instant;
import java.util.UUID;

/** Whatever is kept of guests goes with them. */
public interface PersonalData {
    void erase(UUID guest, Instant now);

    /** Whether this knows that the guest was erased, so that what comes late is kept nowhere. */
    default boolean isErased(UUID guest) {
        return false;
    }
}
