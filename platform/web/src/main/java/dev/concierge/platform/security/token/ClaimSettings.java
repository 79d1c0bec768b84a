package dev.concierge.platform.security.token;

import dev.concierge.platform.security.Caller;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where an issuer's tokens say what ours say in {@code aud}, {@code sub}, {@code kind}, {@code scope}, {@code businesses} and
 * {@code grants}.
 * A claim is named as it is or by a path, such as {@code realm_access.roles}; pairs are written {@code value=meaning}.
 *
 * @param audience the claims of which one must hold an audience of ours
 * @param subject the first of these that a token has is who calls
 * @param kind the first of these with a value in {@code kinds} gives the kind of token
 * @param kinds what a value means: client, service, guest or operator; of several the one that may most
 * @param scope all of these together are the scopes
 * @param scopes what a value means where it is not the scope itself; several scopes by spaces
 * @param scopePrefix left out of every scope that has it
 * @param businesses all of these together are the tenants
 * @param grants all of these together are what a guest was given to be
 * @param required what a token must say besides, such as {@code token_use=access}
 */
record ClaimSettings(
        @NotEmpty List<String> audience,
        @NotEmpty List<String> subject,
        @NotEmpty List<String> kind,
        @NotEmpty List<String> kinds,
        @NotEmpty List<String> scope,
        @NotNull List<String> scopes,
        @NotNull String scopePrefix,
        @NotEmpty List<String> businesses,
        @NotEmpty List<String> grants,
        @NotNull List<String> required) {
    ClaimSettings {
        pairs("kinds", kinds).values().forEach(ClaimSettings::kind);
        pairs("scopes", scopes);
        pairs("required", required);
    }

    Map<String, String> meanings() {
        return pairs("scopes", scopes);
    }

    Map<String, String> demands() {
        return pairs("required", required);
    }

    Map<String, Caller.Kind> kindsByValue() {
        Map<String, Caller.Kind> byValue = new LinkedHashMap<>();
        pairs("kinds", kinds).forEach((value, kind) -> byValue.put(value, kind(kind)));
        return byValue;
    }

    private static Caller.Kind kind(String name) {
        try {
            return Caller.Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "kinds: " + name + " (expected: client, service, guest or operator after the =)", unknown);
        }
    }

    /** The value may hold a {@code =}, as base64 does; the meaning does not. */
    private static Map<String, String> pairs(String setting, Collection<String> written) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : written) {
            int end = pair.lastIndexOf('=');
            if (end < 1 || end == pair.length() - 1) {
                throw new IllegalArgumentException(setting + ": " + pair + " (expected: value=meaning)");
            }
            pairs.put(pair.substring(0, end).strip(), pair.substring(end + 1).strip());
        }
        return pairs;
    }
}
