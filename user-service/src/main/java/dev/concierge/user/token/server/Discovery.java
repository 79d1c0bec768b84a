package dev.concierge.user.token.server;

import dev.concierge.user.token.client.ApiClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * What {@code /.well-known} says: only what we really offer, at the address that the settings give, since the issuer is a
 * name and not an address, and the one it was asked at is whatever the request's Host said.
 */
final class Discovery implements Consumer<Map<String, Object>> {
    private static final Set<String> NOT_OFFERED = Set.of(
            "userinfo_endpoint",
            "end_session_endpoint",
            "revocation_endpoint",
            "revocation_endpoint_auth_methods_supported",
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private final String here;

    Discovery(URI here) {
        this.here = here.getScheme() + "://" + here.getRawAuthority();
    }

    @Override
    public void accept(Map<String, Object> claims) {
        claims.keySet().removeAll(NOT_OFFERED);
        claims.put("authorization_endpoint", here + "/oauth2/authorize");
        claims.put("token_endpoint", here + "/oauth2/token");
        claims.put("jwks_uri", here + "/oauth2/jwks");
        claims.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        claims.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        List<String> scopes = new ArrayList<>(List.of(OidcScopes.OPENID));
        ApiClient.OPERATORS_SCOPES.stream().sorted().forEach(scopes::add);
        claims.put("scopes_supported", scopes);
    }
}
