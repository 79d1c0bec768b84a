package dev.concierge.user;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.RouteRules;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

class RouteFlowTests extends UserServiceFlow implements RouteRules, FloodRules {
    /** Pages, and the list of revoked tokens, which belongs to the tokens and not to the API. */
    @Override
    public Set<String> pages() {
        return Set.of(
                "GET /oauth2/revocations",
                "GET /oauth2/second-factor",
                "POST /oauth2/second-factor",
                "GET /oauth2/sign-in",
                "GET /oauth2/sign-out",
                "GET /oauth2/password",
                "POST /oauth2/password");
    }

    @Override
    public String tokenOf(String subject, String kind, String scope) {
        return subject.equals("flood") ? app() : operator();
    }

    @Test
    void outsidersWhoAskForTokensKeepNobodyWaiting(ApplicationContext context) throws Exception {
        assertOutsidersKeepNobodyWaiting(context, "/oauth2/token", "application/x-www-form-urlencoded");
    }

    /** Of the authorization server's filters. */
    @Override
    public Set<String> protocolDoors() {
        return Set.of(
                "GET /.well-known/oauth-authorization-server",
                "GET /.well-known/openid-configuration",
                "GET /oauth2/authorize",
                "GET /oauth2/jwks",
                "POST /oauth2/sign-in",
                "POST /oauth2/sign-out",
                "POST /oauth2/token");
    }
}
