package dev.concierge.user.token;

import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.user.token.revocation.RevocationList;
import java.time.Clock;

/**
 * Takes a business of which nothing is left from all tokens that name it. Those that are made afterwards may name it again:
 * nobody is ever given the name, so it opens nothing.
 */
final class EndBusinessTokens {
    private final RevocationList list;
    private final IssuerSettings settings;
    private final Clock clock;

    EndBusinessTokens(RevocationList list, IssuerSettings settings, Clock clock) {
        this.list = list;
        this.settings = settings;
        this.clock = clock;
    }

    /** Our view of {@code business.erased}. */
    record BusinessErased(String businessId) {
        static final String TYPE = "business.erased";
    }

    void on(BusinessErased erased) {
        list.add(TokenMarks.ofBusiness(erased.businessId()), clock.instant().plus(settings.accessTokenLife()));
    }
}
