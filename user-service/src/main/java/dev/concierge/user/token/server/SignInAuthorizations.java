package dev.concierge.user.token.server;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what an authorization code stands for, in the database, so that any replica redeems it. Client credentials
 * leave nothing behind: their tokens are verified by signature, and nobody looks them up.
 */
final class SignInAuthorizations implements OAuth2AuthorizationService {
    private static final Duration KEPT = Duration.ofHours(1);

    private final JdbcOAuth2AuthorizationService stored;
    private final JdbcOperations jdbc;
    private final OperatorTokens tokens;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignInAuthorizations(
            JdbcOperations jdbc,
            RegisteredClientRepository clients,
            OperatorTokens tokens,
            TransactionTemplate transaction,
            Clock clock) {
        this.stored = new JdbcOAuth2AuthorizationService(jdbc, clients);
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        OAuth2Authorization.Token<OAuth2AccessToken> issued = authorization.getAccessToken();
        if (issued != null && issued.isInvalidated()) {
            endToken(issued.getToken()); // its code was shown a second time
        }
        if (!isSaved(authorization)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        // sign-ins are few, so the few that are over are swept along; those with a token that lives can still be ended
        jdbc.update(
                """
                DELETE FROM oauth2_authorization WHERE authorization_code_expires_at < ?
                AND (access_token_expires_at IS NULL OR access_token_expires_at < ?)
                """,
                clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private boolean isSaved(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> issued = authorization.getAccessToken();
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean isFirst = issued == null
                    || tokens.isFirst(authorization.getId(), issued.getToken().getTokenValue());
            if (isFirst) {
                stored.save(authorization);
            }
            return isFirst;
        }));
    }

    private void endToken(OAuth2AccessToken token) {
        if (token.getExpiresAt() != null) {
            tokens.end(token.getTokenValue(), token.getExpiresAt());
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        stored.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return stored.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return stored.findByToken(token, type);
    }
}
