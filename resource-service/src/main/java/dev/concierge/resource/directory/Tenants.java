package dev.concierge.resource.directory;

import dev.concierge.platform.security.Caller;
import java.util.Set;

/**
 * The businesses a caller may see: those its token names, all when it names none.
 *
 * @param ids empty for all
 */
record Tenants(Set<String> ids) {
    static Tenants of(Caller caller) {
        return new Tenants(caller.kind() == Caller.Kind.OPERATOR ? Set.of() : caller.businesses());
    }

    boolean isAll() {
        return ids.isEmpty();
    }

    /** Answers for someone else's business as if there were none. */
    void require(String business) {
        if (!isAll() && !ids.contains(business)) {
            throw new BusinessNotFound(business);
        }
    }
}
