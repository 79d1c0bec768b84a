package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What our access tokens say besides the standard: for whom they speak, and that they are for this fleet. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final IssuerSettings settings;

    AccessTokenClaims(IssuerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        Object kind =
                context.getRegisteredClient().getClientSettings().getSettings().get(RegisterClients.KIND);
        // ArrayList, because what is kept with an authorization code must be of types that its store reads back
        context.getClaims()
                .audience(new ArrayList<>(List.of(settings.audience())))
                .claim("kind", Objects.requireNonNull(kind))
                .claim("scope", new ArrayList<>(context.getAuthorizedScopes()))
                .claim("businesses", new ArrayList<>(ClientCredentialsRequest.businesses(context)));
    }
}
