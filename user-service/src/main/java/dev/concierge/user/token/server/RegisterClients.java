package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.SecretFiles;
import dev.concierge.user.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Makes the clients of the authorization server from the secret files, which alone say who is registered. */
final class RegisterClients {
    static final String DASHBOARD = "dashboard";
    static final String KIND = "concierge.kind";
    static final String BUSINESSES = "concierge.businesses";
    private static final Logger log = LoggerFactory.getLogger(RegisterClients.class);

    private final SecretFiles secrets;
    private final PasswordEncoder digest;
    private final IssuerSettings settings;

    RegisterClients(SecretFiles secrets, PasswordEncoder digest, IssuerSettings settings) {
        this.secrets = secrets;
        this.digest = digest;
        this.settings = settings;
    }

    RegisteredClientRepository register() {
        List<RegisteredClient> registered = new ArrayList<>();
        registered.add(dashboard());
        ApiClient.ALL.forEach(client -> registered(client).ifPresent(registered::add));
        settings.clients()
                .forEach((id, client) -> registered.add(registered(ApiClient.configured(id, client))
                        .orElseThrow(() -> new IllegalStateException("client-secret-" + id
                                + ": missing in the secrets folder (expected: a file per client)"))));
        log.info(
                "Clients that get tokens: {}",
                registered.stream().map(RegisteredClient::getClientId).toList());
        return new InMemoryRegisteredClientRepository(registered);
    }

    private Optional<RegisteredClient> registered(ApiClient client) {
        return secrets.readGenerated("client-secret-" + client.id())
                .map(secret -> RegisteredClient.withId(client.id())
                        .clientId(client.id())
                        .clientSecret(digest.encode(secret))
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .scopes(scopes -> scopes.addAll(client.scopes()))
                        .clientSettings(ClientSettings.builder()
                                .setting(KIND, client.kind().claim())
                                .setting(BUSINESSES, client.businesses())
                                .build())
                        .tokenSettings(tokenSettings())
                        .build());
    }

    /** A public client: a browser keeps no secret, so PKCE proves that who redeems a code is who asked for it. */
    private RegisteredClient dashboard() {
        return RegisteredClient.withId(DASHBOARD)
                .clientId(DASHBOARD)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> settings.dashboards()
                        .forEach(dashboard ->
                                uris.add(dashboard.resolve("/signed-in").toString())))
                .scope(OidcScopes.OPENID)
                .scopes(scopes -> scopes.addAll(ApiClient.OPERATORS_SCOPES))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .setting(KIND, TokenKind.OPERATOR.claim())
                        .build())
                .tokenSettings(tokenSettings())
                .build();
    }

    private TokenSettings tokenSettings() {
        return TokenSettings.builder()
                .accessTokenTimeToLive(settings.accessTokenLife())
                .build();
    }
}
