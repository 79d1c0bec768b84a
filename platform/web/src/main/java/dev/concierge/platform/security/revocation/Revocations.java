package dev.concierge.platform.security.revocation;

import java.io.IOException;
import java.util.List;

/** Where the list is read: at the issuer; the service that is one reads its own. */
public interface Revocations {
    /** Those with higher numbers, in their order; from the start when the list has never been so far. */
    Page after(long number) throws IOException;

    /**
     * @param last where to go on
     * @param more whether more can be read at once
     */
    record Page(List<Revocation> revoked, long last, boolean more) {}
}
