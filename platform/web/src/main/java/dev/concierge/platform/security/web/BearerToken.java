package dev.concierge.platform.security.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** Reads the header {@code Authorization} as Spring Security does, without a regular expression per request. */
public final class BearerToken {
    private static final String SCHEME = "Bearer";
    private static final String PUNCTUATION = "-._~+/";

    private BearerToken() {}

    /**
     * Null where the header is of another scheme or missing.
     *
     * @throws OAuth2AuthenticationException when it is of the scheme and has no token (RFC 6750, 2.1)
     */
    public static @Nullable String of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length() + 1;
        if (authorization.length() <= start
                || authorization.charAt(start - 1) != ' '
                || !isToken(authorization, start)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return authorization.substring(start);
    }

    private static boolean isToken(String text, int start) {
        int end = text.length();
        while (end > start && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int at = start; at < end; at++) {
            if (!isTokenCharacter(text.charAt(at))) {
                return false;
            }
        }
        return end > start;
    }

    private static boolean isTokenCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PUNCTUATION.indexOf(character) >= 0;
    }
}
