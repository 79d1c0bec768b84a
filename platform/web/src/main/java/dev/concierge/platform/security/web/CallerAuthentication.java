package dev.concierge.platform.security.web;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.token.Tokens;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** The caller in Spring Security's terms. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    private CallerAuthentication(Caller caller) {
        super(AuthorityUtils.NO_AUTHORITIES); // AccessRules read the caller
        this.caller = caller;
        setAuthenticated(true);
    }

    public static Authentication of(Tokens tokens, Authentication bearer) {
        return new CallerAuthentication(tokens.verify(token(bearer)));
    }

    /** Of a token that was verified before and still counts, without waiting for anything; else null. */
    public static @Nullable Authentication known(Tokens tokens, Authentication bearer) {
        Caller caller = tokens.known(token(bearer));
        return caller == null ? null : new CallerAuthentication(caller);
    }

    private static String token(Authentication bearer) {
        return ((BearerTokenAuthenticationToken) bearer).getToken();
    }

    /** Of somebody whom a service knows by other means than a bearer token. */
    public static Authentication of(Caller caller) {
        return new CallerAuthentication(caller);
    }

    /** Null for anybody who did not come with a token of ours. */
    public static @Nullable Caller caller(@Nullable Object authentication) {
        return authentication instanceof CallerAuthentication known ? known.caller : null;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** The subject alone: scopes and businesses differ from token to token, and their order from process to process. */
    @Override
    public String getName() {
        return caller.subject();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
