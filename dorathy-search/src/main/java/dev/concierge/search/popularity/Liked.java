package dev.concierge.search.popularity;

import dev.concierge.search.document.DocumentKey;
import java.time.Instant;

/** How much guests like things. */
public interface Liked {
    /** Where nobody says so. */
    Liked NOTHING = (_, _) -> 0;

    /** @return 0 for what nobody did anything with lately, towards 1 for what is liked most */
    double of(DocumentKey key, Instant now);
}
