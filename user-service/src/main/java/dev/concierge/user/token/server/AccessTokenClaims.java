package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TokenKind;
import dev.concierge.user.token.operator.OperatorAccount;
import dev.concierge.user.token.operator.OperatorAccounts;
import dev.concierge.user.token.operator.OperatorRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What our access tokens say besides the standard: for whom they speak, and that they are for this fleet. */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final IssuerSettings settings;
    private final OperatorAccounts operators;

    AccessTokenClaims(IssuerSettings settings, OperatorAccounts operators) {
        this.settings = settings;
        this.operators = operators;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        Object kind =
                context.getRegisteredClient().getClientSettings().getSettings().get(RegisterClients.KIND);
        OperatorRole role = TokenKind.OPERATOR.claim().equals(kind) ? role(context) : null;
        // ArrayList, because what is kept with an authorization code must be of types that its store reads back
        context.getClaims()
                .audience(new ArrayList<>(List.of(settings.audience())))
                .claim("kind", Objects.requireNonNull(kind))
                .claim("scope", new ArrayList<>(scopes(context, role)))
                .claim("businesses", new ArrayList<>(ClientCredentialsRequest.businesses(context)));
        if (role != null) {
            context.getClaims().claim("grants", new ArrayList<>(List.of(role.claim())));
        }
    }

    /** Of a person what they are at this moment; whoever holds the secret of an operators' client can do everything. */
    private OperatorRole role(JwtEncodingContext context) {
        return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())
                ? OperatorRole.ADMIN
                : operators
                        .active(Objects.requireNonNull(context.<Authentication>getPrincipal())
                                .getName())
                        .map(OperatorAccount::role)
                        .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    }

    private static List<String> scopes(JwtEncodingContext context, @Nullable OperatorRole role) {
        return context.getAuthorizedScopes().stream()
                .filter(scope -> role == null || role.has(scope))
                .toList();
    }
}
