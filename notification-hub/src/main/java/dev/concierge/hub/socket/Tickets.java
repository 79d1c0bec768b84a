package dev.concierge.hub.socket;

import org.jspecify.annotations.Nullable;

/** Lets visitors in. */
interface Tickets {
    /**
     * Null for a token that is not good. May block.
     *
     * @param token null for none
     */
    @Nullable
    Ticket ticket(@Nullable String token);
}
