package dev.concierge.user.token.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * What a client asks of its token. One that asks for no scope gets all of its own (RFC 6749, 3.3 leaves the default to the
 * server); the parameter {@code businesses}, ids by spaces, narrows the tenants in the same way.
 */
final class ClientCredentialsRequest implements AuthenticationConverter {
    private static final String BUSINESSES = "businesses";

    private final AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        Authentication asked = standard.convert(request);
        if (asked instanceof OAuth2ClientCredentialsAuthenticationToken token
                && token.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.getRegisteredClient() instanceof RegisteredClient registered) {
            Map<String, Object> parameters = new HashMap<>(token.getAdditionalParameters());
            parameters.put(BUSINESSES, businesses(registered, request.getParameterValues(BUSINESSES)));
            Set<String> scopes = token.getScopes().isEmpty() ? registered.getScopes() : token.getScopes();
            return new OAuth2ClientCredentialsAuthenticationToken(client, scopes, parameters);
        }
        return asked;
    }

    /** The tenants of the token that is being made. */
    static Collection<String> businesses(JwtEncodingContext context) {
        return context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken token
                        && token.getAdditionalParameters().get(BUSINESSES) instanceof Collection<?> granted
                ? granted.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Collection<String> businesses(RegisteredClient client, String @Nullable [] asked) {
        Set<String> own = new TreeSet<>(Objects.requireNonNullElse(
                client.getClientSettings().getSetting(RegisterClients.BUSINESSES), Set.of()));
        if (asked == null) {
            return own;
        }
        List<String> named = Arrays.stream(asked)
                .flatMap(value -> Arrays.stream(value.strip().split("\\s+", -1)))
                .distinct()
                .toList();
        if (named.contains("") || !(own.isEmpty() || own.containsAll(named))) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "businesses: " + String.join(" ", named) + " (expected: "
                            + (own.isEmpty() ? "ids of businesses, by spaces" : "some of " + own) + ")",
                    null));
        }
        return named;
    }
}
