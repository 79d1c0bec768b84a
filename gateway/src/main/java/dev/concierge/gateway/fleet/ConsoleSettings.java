package dev.concierge.gateway.fleet;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where operators sign in to the console, if not at the fleet's own issuer.
 *
 * @param issuer as its tokens call it, an address below which its OpenID configuration is; empty for the fleet's own
 * @param clientId of the console there, a public client with PKCE
 * @param scope what it asks for, by spaces; {@code offline_access} where refresh tokens need it
 * @param calls further origins that the issuer's endpoints have, such as the token endpoint's
 */
@Validated
@ConfigurationProperties(value = "concierge.gateway.console", ignoreUnknownFields = false)
record ConsoleSettings(
        @NotNull String issuer,
        @NotBlank String clientId,
        @NotBlank String scope,
        @NotNull List<URI> calls) {
    ConsoleSettings {
        calls = List.copyOf(calls);
        if (!issuer.isEmpty()) {
            origin("issuer", URI.create(issuer));
        }
        calls.forEach(origin -> origin("calls", origin));
    }

    /** What the console asks before it signs anybody in; of no interest to anybody else, and no secret. */
    record IssuerView(String issuer, String clientId, String scope) {}

    IssuerView view() {
        return new IssuerView(issuer, clientId, scope);
    }

    /** The origins that a page may call. */
    String connectSources() {
        Stream<String> others = issuer.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(origin("issuer", URI.create(issuer))),
                        calls.stream().map(origin -> origin("calls", origin)));
        return Stream.concat(Stream.of("'self'"), others).distinct().collect(Collectors.joining(" "));
    }

    /** Nothing else than an origin gets into the policy. */
    private static String origin(String setting, URI address) {
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
            throw new IllegalArgumentException(setting + ": " + address + " (expected: an address such as"
                    + " https://login.example.org/realms/staff)");
        }
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
