package dev.concierge.user;

import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.springframework.context.annotation.Import;

@Import(ListPlans.class)
class ListFlowTests extends UserServiceFlow implements ListRules {
    /** It issues its tokens itself; what a client may read, services may in the same way. */
    @Override
    public String readerToken(String subject, String kind, String scope) {
        return kind.equals("operator") ? operator() : app();
    }

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/users?email", "one guest at most has an address: UserListFlowTests",
                "/users?externalId", "one guest at most has a name",
                "/users?q", "by several indexes, then sorted, what begins so: UserListFlowTests",
                "/segments/{segmentId}/members", "by its key, and there must be a segment",
                "/users/imports/{requestId}/refusals", "by its key, and there must be an import",
                "/users/{userId}/consents", "it sorts what was said of one guest, and there must be one");
    }

    @Override
    public Map<String, String> smallTables() {
        return Map.of("signing_keys", "the key, and those before it that tokens still show");
    }
}
