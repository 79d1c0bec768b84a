package dev.concierge.resource.directory;

import dev.concierge.platform.security.Caller;
import java.util.Set;

/**
 * The businesses a caller may see: those its token names, all when it names none.
 *
 * @param ids empty for all
 */
public record Tenants(Set<String> ids) {
    public static Tenants of(Caller caller) {
        return new Tenants(caller.businesses());
    }

    public boolean isAll() {
        return ids.isEmpty();
    }

    public boolean include(BusinessId business) {
        return isAll() || ids.contains(business.value());
    }

    /** Answers for someone else's business as if there were none. */
    public void require(BusinessId business) {
        if (!include(business)) {
            throw new BusinessNotFound(business.value());
        }
    }
}
