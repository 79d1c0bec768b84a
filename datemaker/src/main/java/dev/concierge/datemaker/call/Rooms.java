package dev.concierge.datemaker.call;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Whoever provides rooms for two. */
public interface Rooms {
    /** A room for this call alone; never the same for two calls. Asks nobody: it is called inside a transaction. */
    String open(UUID call);

    /** Where a guest enters it; empty where that is our own page. */
    Optional<URI> elsewhere(String room);

    /** These calls are over, whatever their guests do. Asks nobody either. */
    void close(Collection<Call> calls);
}
