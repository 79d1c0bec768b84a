package dev.concierge.user.token.server;

import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TokenKind;
import dev.concierge.user.token.client.ApiClient;
import dev.concierge.user.token.client.InstalledClients;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** How the authorization server knows clients. */
@Component
class RegisterClients {
    static final String DASHBOARD = "dashboard";
    static final String KIND = "concierge.kind";
    static final String BUSINESSES = "concierge.businesses";
    private static final Logger log = LoggerFactory.getLogger(RegisterClients.class);

    private final InstalledClients clients;
    private final IssuerSettings settings;

    RegisterClients(InstalledClients clients, IssuerSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** Those whose secret is there, and the dashboard. */
    List<RegisteredClient> installed() {
        List<RegisteredClient> registered = new ArrayList<>();
        registered.add(dashboard());
        clients.all().forEach(each -> {
            if (each.secret() != null) {
                registered.add(registered(each.client(), each.secret()));
            }
        });
        log.info(
                "Clients that get tokens: {}",
                registered.stream().map(RegisteredClient::getClientId).toList());
        return registered;
    }

    /** @param secret as {@link SecretDigest} compares it */
    RegisteredClient registered(ApiClient client, String secret) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(ClientSettings.builder()
                        .setting(KIND, client.kind().claim())
                        .setting(BUSINESSES, client.businesses())
                        .build())
                .tokenSettings(tokenSettings())
                .build();
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
